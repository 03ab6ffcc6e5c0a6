import { pathOf, type TreeNode } from '../point/PointTree'
import { isUnseen, type PointLine } from '../points/pointRows'
import { boundsOf, MOST_SCALE, reachOf, toScreen, type Bounds, type MapWindow, type Place } from './mapWindow'

/** A line whose point has a place. */
export interface Dot {
  line: PointLine
  at: Place
}

/** Points that would lie over each other on the screen. */
export interface Group {
  /** The same as long as the scale and its points are. */
  key: string
  middle: Place
  dots: Dot[]
  unseen: number
}

/** Marks stand at least so many pixels apart. */
export const APART = 48

export function dotsOf(lines: readonly PointLine[]): Dot[] {
  return lines.flatMap((line) => (line.point.at ? [{ line, at: line.point.at }] : []))
}

export const boundsOfDots = (dots: readonly Dot[]): Bounds | null => boundsOf(dots.map((dot) => dot.at))

/** A heap of points in pixels of the whole earth, so that moving the map changes no group. */
interface Heap {
  x: number
  y: number
  dots: Dot[]
}

/** Points gathered by how near they lie on the screen: first by squares, then squares whose middles are too near. */
export function grouped(dots: readonly Dot[], { scale, narrowing }: Pick<MapWindow, 'scale' | 'narrowing'>): Group[] {
  let heaps = heaped(dots.map((dot) => ({ x: dot.at.longitude * narrowing * scale, y: dot.at.latitude * scale, dots: [dot] })))
  for (let before = Infinity; heaps.length < before; ) {
    before = heaps.length
    heaps = merged(heaps)
  }
  return heaps.map(({ x, y, dots: own }) => ({
    key: `${scale.toFixed(2)}:${own.map((dot) => dot.line.point.id).reduce((a, b) => (a < b ? a : b))}`,
    middle: { longitude: x / narrowing / scale, latitude: y / scale },
    dots: own,
    unseen: own.filter((dot) => isUnseen(dot.line)).length,
  }))
}

const square = (of: number) => Math.floor(of / APART)
const keyOf = (x: number, y: number) => `${x},${y}`

function heaped(all: readonly Heap[]): Heap[] {
  const found = new Map<string, Heap[]>()
  for (const heap of all) {
    const key = keyOf(square(heap.x), square(heap.y))
    const own = found.get(key)
    if (own) own.push(heap)
    else found.set(key, [heap])
  }
  return [...found.values()].map(joined)
}

function joined(heaps: readonly Heap[]): Heap {
  const dots = heaps.flatMap((heap) => heap.dots)
  const mean = (of: (heap: Heap) => number) => heaps.reduce((sum, heap) => sum + of(heap) * heap.dots.length, 0) / dots.length
  return { x: mean((heap) => heap.x), y: mean((heap) => heap.y), dots }
}

/** The largest take what is too near. */
function merged(heaps: readonly Heap[]): Heap[] {
  const at = new Map<string, Heap[]>()
  for (const heap of heaps) {
    const key = keyOf(square(heap.x), square(heap.y))
    at.set(key, [...(at.get(key) ?? []), heap])
  }
  const taken = new Set<Heap>()
  const near = (heap: Heap) =>
    [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => at.get(keyOf(square(heap.x) + dx, square(heap.y) + dy)) ?? []))
      .filter((other) => !taken.has(other) && Math.hypot(other.x - heap.x, other.y - heap.y) < APART)
  const found: Heap[] = []
  for (const heap of [...heaps].sort((a, b) => b.dots.length - a.dots.length)) {
    if (taken.has(heap)) continue
    const all = near(heap)
    all.forEach((one) => taken.add(one))
    found.push(joined(all))
  }
  return found
}

/** Whether its points come apart on the nearest map. */
export function canPart(dots: readonly Dot[], narrowing: number): boolean {
  const bounds = boundsOfDots(dots)
  return bounds !== null && reachOf(bounds, MOST_SCALE, narrowing) >= APART
}

/** The lowest place that all of them lie in. */
export function commonOf(points: readonly TreeNode[]): TreeNode | null {
  const [first, ...rest] = points
  if (!first) return null
  let path = [...pathOf(first), first]
  for (const point of rest) {
    const other = [...pathOf(point), point]
    const ends = path.findIndex((node, i) => node !== other[i])
    if (ends >= 0) path = path.slice(0, ends)
  }
  return path.at(-1) ?? null
}

/** The part of a place that a point lies in, one step below it. */
export function stepBelow(place: TreeNode | null, point: TreeNode): TreeNode {
  const path = [...pathOf(point), point]
  return path[place ? path.indexOf(place) + 1 : 0] ?? point
}

/** Names of the parts that points lie in, and of what these lie in. */
export interface Whereabouts {
  above: string[]
  parts: string[]
}

export function whereabouts(points: readonly TreeNode[]): Whereabouts {
  const common = commonOf(points)
  const above = common ? [...pathOf(common), common].filter((node) => node.level > 1).map((node) => node.name) : []
  const parts = common?.kind === 'region' ? [...new Set(points.map((point) => stepBelow(common, point).name))] : []
  return { above, parts }
}

export interface MapGroup extends Group {
  x: number
  y: number
  /** Half of its width. */
  radius: number
}

const RADII = [[1, 12], [10, 15], [100, 19], [Infinity, 23]] as const

/** Those on the screen, the northern ones first. */
export function onScreen(groups: readonly Group[], at: MapWindow): MapGroup[] {
  return groups
    .map((group) => ({ ...group, ...toScreen(at, group.middle), radius: RADII.find(([most]) => group.dots.length <= most)?.[1] ?? 0 }))
    .filter(({ x, y }) => x >= 0 && y >= 0 && x <= at.width && y <= at.height)
    .sort((a, b) => Math.round((a.y - b.y) / APART) || a.x - b.x)
}

/** What `wall` is asked to show: a place if these are all its points, else those that can be seen, in the order of the tree. */
export function wallQuery(lines: readonly PointLine[], most: number): Record<string, string> {
  const points = lines.map((line) => line.point)
  const place = commonOf(points)
  if (place && place.points.length === points.length) return { at: place.id }
  const seen = lines.filter((line) => !isUnseen(line))
  const ids = (seen.length ? seen : lines).map((line) => line.point.id).sort()
  return { points: ids.slice(0, most).join(',') }
}
