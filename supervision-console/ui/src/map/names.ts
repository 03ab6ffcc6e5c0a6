import { pathOf, type TreeNode } from '../point/PointTree'
import type { Dot, MapGroup } from './groups'
import { toScreen, type MapWindow, type Place } from './mapWindow'

/** A city, county or office, and the middle of its points. */
export interface PlaceName extends Place {
  node: TreeNode
  /** Cities are 2, counties 3, offices 4. */
  rank: number
  count: number
}

const SITE = 4
const PROVINCE = 1

/** Each rank is written from this scale on. */
const FROM: Record<number, number> = { 2: 0, 3: 330, [SITE]: 6_000 }

export function namesOf(dots: readonly Dot[]): PlaceName[] {
  const found = new Map<TreeNode, PlaceName>()
  for (const { line, at } of dots) {
    for (const node of pathOf(line.point)) {
      const rank = node.kind === 'site' ? SITE : node.level
      if (rank <= PROVINCE) continue
      const name = found.get(node) ?? { node, rank, longitude: 0, latitude: 0, count: 0 }
      name.longitude += at.longitude
      name.latitude += at.latitude
      name.count++
      found.set(node, name)
    }
  }
  return [...found.values()]
    .map((name) => ({ ...name, longitude: name.longitude / name.count, latitude: name.latitude / name.count }))
    .sort((a, b) => a.rank - b.rank || b.count - a.count)
}

export interface Label {
  node: TreeNode
  rank: number
  x: number
  y: number
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

const LETTER = 14
const HEIGHT = 18
/** Room that the degrees take below. */
const FOOT = 24
/** Where a name may stand from its middle on, the nearest first. */
const TRIED = [[0, 0], [0, -26], [0, 26], [48, 0], [-48, 0], [40, -26], [-40, -26], [40, 26], [-40, 26], [0, -44], [0, 44], [64, 0], [-64, 0], [0, -60], [0, 60]] as const

/** Names where they cover neither a mark nor each other; one that finds no room is left out. */
export function labelled(names: readonly PlaceName[], groups: readonly MapGroup[], at: MapWindow): Label[] {
  const taken: Box[] = groups.map(({ x, y, radius, unseen, dots }) => ({
    left: x - radius, right: x + radius, top: y - radius - (unseen && dots.length > 1 ? HEIGHT / 2 : 0), bottom: y + radius,
  }))
  const found: Label[] = []
  for (const { node, rank, ...middle } of names) {
    if (at.scale < (FROM[rank] ?? 0)) continue
    const { x, y } = toScreen(at, middle)
    if (!isInside({ left: x, right: x, top: y, bottom: y }, at)) continue
    const half = (node.name.length * LETTER) / 2
    const boxAt = (dx: number, dy: number) => ({ left: x + dx - half, right: x + dx + half, top: y + dy - HEIGHT / 2, bottom: y + dy + HEIGHT / 2 })
    const place = TRIED.find(([dx, dy]) => isInside(boxAt(dx, dy), at) && !taken.some((other) => meet(boxAt(dx, dy), other)))
    if (!place) continue
    taken.push(boxAt(place[0], place[1]))
    found.push({ node, rank, x: x + place[0], y: y + place[1] })
  }
  return found
}

const isInside = (box: Box, { width, height }: MapWindow) => box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height - FOOT
const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
