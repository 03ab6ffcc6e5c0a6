import type { Condition, Maintenance, States } from '../api.health'
import { clock, when, words } from '../messages'
import { pathOf, type TreeNode } from '../point/PointTree'

/** What a person calls the state of a point; the words stand in `conditions`. */
export type Kind =
  | 'offline' | 'unauthorised' | 'noStream' | 'noFrames' | 'slow' | 'notRegistered' | 'notLookedAt' | 'maintenance' | 'online' | 'asking'

export interface Shown {
  kind: Kind
  /** Since when, or for maintenance until when. */
  at: number
  /** The device's own words. */
  detail: string
}

/** The needy first. */
const ORDER: readonly Kind[] = ['offline', 'unauthorised', 'noStream', 'noFrames', 'slow', 'notRegistered', 'notLookedAt', 'maintenance', 'asking', 'online']

export const rankOf = (kind: Kind): number => ORDER.indexOf(kind)

/** The states after some changed; those that are online again are listed no more. */
export function changed(before: States, news: States): States {
  const points = new Map(before.points.map((one) => [one.code, one]))
  for (const one of news.points) {
    if (one.state === 'online') points.delete(one.code)
    else points.set(one.code, one)
  }
  return { states: news.states, points: [...points.values()] }
}

/** The condition as it is shown; planned work comes before what it causes. */
export function shownOf(condition: Condition | undefined, work: Maintenance | undefined): Shown {
  if (work) return { kind: 'maintenance', at: Date.parse(work.to), detail: work.note }
  if (!condition) return { kind: 'online', at: 0, detail: '' }
  return { kind: kindOf(condition), at: Date.parse(condition.since), detail: condition.detail }
}

function kindOf({ state, cause }: Condition): Kind {
  if (state === 'online' || state === 'offline' || state === 'unauthorised') return state
  if (state === 'unknown') return cause === 'notRegistered' ? 'notRegistered' : 'notLookedAt'
  return cause === 'noStream' || cause === 'noFrames' ? cause : 'slow'
}

/** Work that goes on now, by what it was planned for; of several the one that ends last. */
export function workNow(all: readonly Maintenance[], now: number): Map<string, Maintenance> {
  const found = new Map<string, Maintenance>()
  for (const work of all) {
    const before = found.get(work.subject)
    const isOn = Date.parse(work.from) <= now && now < Date.parse(work.to)
    if (isOn && (!before || before.to < work.to)) found.set(work.subject, work)
  }
  return found
}

/** Work on a point, its office, or a region above. */
export function workOn(point: TreeNode, now: ReadonlyMap<string, Maintenance>): Maintenance | undefined {
  if (now.size === 0) return undefined
  const found = [...pathOf(point), point].map((node) => now.get(node.key)).filter((work) => work !== undefined)
  return found.sort((a, b) => b.to.localeCompare(a.to))[0]
}

export type Tone = 'fault' | 'warn' | 'quiet' | 'plain'

/** The shape that says it again, and how loudly. */
export function markOf(kind: Kind): { icon: string; tone: Tone } {
  if (kind === 'offline' || kind === 'unauthorised') return { icon: 'st-fault', tone: 'fault' }
  if (kind === 'noStream' || kind === 'noFrames' || kind === 'slow') return { icon: 'st-warn', tone: 'warn' }
  if (kind === 'maintenance') return { icon: 'st-plan', tone: 'quiet' }
  return kind === 'online' ? { icon: 'st-ok', tone: 'plain' } : { icon: 'st-unknown', tone: 'quiet' }
}

/** 离线，03:10 起. */
export function wordsOf(shown: Shown, now: number): string {
  const isToday = new Date(shown.at).toDateString() === new Date(now).toDateString()
  const time = shown.kind === 'maintenance' && !isToday ? `${when(shown.at, now)} ${clock(shown.at)}` : when(shown.at, now)
  return words.value.conditions[shown.kind]?.(time) ?? ''
}
