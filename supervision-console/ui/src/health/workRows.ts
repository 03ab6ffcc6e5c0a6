import type { Maintenance } from '../api.health'
import { clock, day, words } from '../messages'
import { placeOf, siteOf, type PointTree } from '../point/PointTree'

/** One line of planned work. */
export interface WorkLine {
  id: string
  isOn: boolean
  where: string
  times: string
  note: string
  person: string
}

/** What goes on now and what is to come, the next first. Work that was cancelled ends where it begins. */
export function worksAhead(all: readonly Maintenance[], now: number): Maintenance[] {
  return all.filter((work) => Date.parse(work.to) > Math.max(now, Date.parse(work.from))).sort((a, b) => Date.parse(a.from) - Date.parse(b.from))
}

export function workLines(all: readonly Maintenance[], tree: PointTree | null, now: number): WorkLine[] {
  return worksAhead(all, now).map((work) => ({
    id: work.id,
    isOn: Date.parse(work.from) <= now,
    where: whereOf(work, tree),
    times: timesOf(Date.parse(work.from), Date.parse(work.to)),
    note: work.note,
    person: work.person,
  }))
}

function whereOf({ kind, subject }: Maintenance, tree: PointTree | null): string {
  const node = kind === 'site' ? tree?.findSite(subject) : tree?.find(subject)
  if (!node) return words.value.work.gone
  if (kind === 'region') return [placeOf(node), node.name].filter(Boolean).join(' ')
  return [placeOf(node), kind === 'point' ? siteOf(node).name : '', node.name].filter(Boolean).join(' ')
}

/** 11-24 09:00 – 11:00; the second day only where it is another one. */
function timesOf(from: number, to: number): string {
  const end = day(from) === day(to) ? clock(to) : `${day(to)} ${clock(to)}`
  return words.value.point.breakSpan(`${day(from)} ${clock(from)}`, end)
}
