import type { Incident } from '../api.health'
import { figure, when, words } from '../messages'
import { placeOf, type PointTree } from '../point/PointTree'

/** One line of what happens now. */
export interface IncidentLine {
  id: string
  what: string
  where: string
  since: string
  /** Address of the page that shows it. */
  to: string
}

/** Those that touch the most points first, among them the latest. */
export function incidentLines(open: readonly Incident[], tree: PointTree | null, now: number): IncidentLine[] {
  return [...open]
    .sort((a, b) => b.points - a.points || b.from.localeCompare(a.from))
    .map((one) => ({
      id: one.id,
      what: whatOf(one),
      where: [placeIn(tree, one), one.site, one.name].filter(Boolean).join(' '),
      since: when(Date.parse(one.from), now),
      to: one.kind === 'point' ? `/points/${one.code}` : `/points?${new URLSearchParams({ region: one.region, q: one.site })}`,
    }))
}

function whatOf({ kind, points, cause }: Incident): string {
  const why = words.value.causes[cause] ?? cause
  return kind === 'site' ? words.value.incidents.site(figure(points), why) : words.value.incidents.point(why)
}

function placeIn(tree: PointTree | null, { siteId }: Incident): string {
  const node = tree?.findSite(siteId)
  return node ? placeOf(node) : ''
}
