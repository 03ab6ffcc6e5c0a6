import type { Condition, Maintenance } from '../api.health'
import { rankOf, shownOf, workOn, type Kind, type Shown } from '../health/condition'
import { pathOf, placeOf, siteOf, type TreeNode } from '../point/PointTree'

/** One line of the table. */
export interface PointLine {
  point: TreeNode
  shown: Shown
  /** Site and name. */
  title: string
  where: string
  /** Null where no time counts; undefined while it is not known. */
  share: number | null | undefined
}

export type Only = 'offline' | 'refused' | 'degraded' | 'unregistered' | 'maintenance'

const ONLY: Record<Only, readonly Kind[]> = {
  offline: ['offline'],
  refused: ['unauthorised'],
  degraded: ['noStream', 'noFrames', 'slow'],
  unregistered: ['notRegistered'],
  maintenance: ['maintenance'],
}
export const ONLIES = Object.keys(ONLY) as Only[]
export const isOnly = (text: unknown): text is Only => typeof text === 'string' && text in ONLY

export interface Known {
  conditions: ReadonlyMap<string, Condition>
  works: ReadonlyMap<string, Maintenance>
  shares: ReadonlyMap<string, number | null>
  /** Whether the states were told yet. */
  isTold: boolean
}

export function linesOf(points: readonly TreeNode[], known: Known): PointLine[] {
  return points.map((point) => ({
    point,
    shown: known.isTold ? shownOf(known.conditions.get(point.id), workOn(point, known.works)) : { kind: 'asking', at: 0, detail: '' },
    title: `${siteOf(point).name} · ${point.name}`,
    where: placeOf(point),
    share: known.shares.get(point.id),
  }))
}

/** Whether nobody has looked at it yet. */
export const isUnknown = (line: PointLine): boolean => line.shown.kind === 'notLookedAt' || line.shown.kind === 'asking'

/** Whether nobody can see it just now. */
export const isUnseen = (line: PointLine): boolean => rankOf(line.shown.kind) <= rankOf('unauthorised')

export interface Filter {
  /** Code of a region; empty for all. */
  region: string
  place: string
  only: Only | ''
  /** Points that fit what was typed; null for no text. */
  found: ReadonlySet<TreeNode> | null
  /** Only those that no map can show. */
  unlocated: boolean
}

/** All lines that fit but for the state, which the buttons count. */
export function within(lines: readonly PointLine[], { region, place, found, unlocated }: Filter): PointLine[] {
  return lines.filter(({ point }) =>
    (!place || point.sort === place) && !(unlocated && point.at) && (!found || found.has(point)) && (!region || pathOf(point).some((above) => above.id === region)))
}

export function counts(lines: readonly PointLine[]): Record<Only, number> {
  const counted = { offline: 0, refused: 0, degraded: 0, unregistered: 0, maintenance: 0 }
  for (const line of lines) {
    const only = ONLIES.find((one) => ONLY[one].includes(line.shown.kind))
    if (only) counted[only]++
  }
  return counted
}

/** Those in a state, in the order of the tree or the needy first; among these the latest first. */
export function arranged(lines: readonly PointLine[], only: Only | '', needyFirst: boolean): PointLine[] {
  const kept = only ? lines.filter((line) => ONLY[only].includes(line.shown.kind)) : [...lines]
  if (!needyFirst) return kept
  return kept.sort((a, b) => rankOf(a.shown.kind) - rankOf(b.shown.kind) || b.shown.at - a.shown.at)
}
