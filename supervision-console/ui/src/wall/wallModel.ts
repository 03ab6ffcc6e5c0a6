import { computed, reactive } from 'vue'
import type { PointTree, TreeNode } from '../point/PointTree'

export type Layout = 1 | 4 | 9 | 16
export const LAYOUTS: readonly Layout[] = [1, 4, 9, 16]
/** As many points fit on the wall at once. */
export const WALL_MOST = 16

const KEPT = 'yuanjian.wall'

/** What the wall shows: which place, which page of it, and which point in which cell. */
export class WallModel {
  readonly state = reactive({
    layout: 9 as Layout,
    scope: null as TreeNode | null,
    page: 0,
    /** Cells were filled by hand since the page was turned. */
    byHand: false,
    cells: [] as (TreeNode | null)[],
    current: 0,
    enlarged: false,
    /** Code of the point that is heard; none when silent. */
    heard: '',
    figures: false,
  })

  /** While a tour decides what is shown, nothing else does. */
  isLocked = false

  readonly pages = computed(() => Math.max(1, Math.ceil((this.state.scope?.points.length ?? 0) / this.state.layout)))
  readonly isEmpty = computed(() => this.state.cells.every((cell) => !cell))

  constructor() {
    this.state.cells = this.blank()
  }

  private blank(): (TreeNode | null)[] {
    return Array.from({ length: this.state.layout }, () => null)
  }

  /** Fills the grid with the first points of a place; with a point, with its county from that point's page on. */
  show(node: TreeNode): void {
    if (this.isLocked) return
    const scope = node.kind === 'point' ? (node.parent?.parent ?? node) : node
    this.state.scope = scope
    const index = node.kind === 'point' ? scope.points.indexOf(node) : 0
    this.state.enlarged = false
    this.turnTo(Math.floor(index / this.state.layout))
    this.state.current = Math.max(0, index % this.state.layout)
  }

  turnTo(page: number): void {
    const { scope, layout } = this.state
    if (!scope || this.isLocked) return
    this.state.page = (page + this.pages.value) % this.pages.value
    const begin = this.state.page * layout
    this.state.cells = this.blank().map((_, i) => scope.points[begin + i] ?? null)
    this.state.byHand = false
    this.state.enlarged = false
    this.silenceUnlessSeen()
    this.keep()
  }

  /** Puts points into the cells, a tour's page or a layout somebody kept. */
  fill(cells: readonly (TreeNode | null)[]): void {
    this.state.layout = LAYOUTS.find((layout) => layout >= cells.length) ?? 16
    this.state.cells = this.blank().map((_, i) => cells[i] ?? null)
    this.state.byHand = true
    this.state.enlarged = false
    this.state.current = Math.min(this.state.current, this.state.layout - 1)
    this.silenceUnlessSeen()
  }

  turn(by: number): void {
    this.turnTo(this.state.page + by)
  }

  /** Puts a point into a cell, else into the first free one, else the current one; a point is on the wall once. */
  place(point: TreeNode, at?: number): number {
    if (this.isLocked) return this.state.current
    const already = this.state.cells.indexOf(point)
    if (already >= 0 && at === undefined) {
      this.state.current = already
      return already
    }
    const free = this.state.cells.indexOf(null)
    const target = Math.min(at ?? (free >= 0 ? free : this.state.current), this.state.layout - 1)
    if (already >= 0) this.state.cells[already] = null
    this.state.cells[target] = point
    this.state.current = target
    this.state.byHand = true
    this.silenceUnlessSeen()
    return target
  }

  remove(index: number): void {
    if (this.isLocked) return
    this.state.cells[index] = null
    this.state.byHand = true
    this.state.enlarged = false
    this.silenceUnlessSeen()
  }

  clear(): void {
    this.state.cells = this.blank()
    this.state.scope = null
    this.state.page = 0
    this.state.byHand = false
    this.state.enlarged = false
    this.state.heard = ''
    localStorage.removeItem(KEPT)
  }

  setLayout(layout: Layout): void {
    if (layout === this.state.layout || this.isLocked) return
    const before = this.state.cells
    const first = this.state.page * this.state.layout + (layout === 1 ? this.state.current : 0)
    this.state.layout = layout
    this.state.enlarged = false
    if (this.state.scope && !this.state.byHand) {
      this.turnTo(Math.floor(first / layout))
    } else {
      const kept = layout === 1 ? [before[this.state.current] ?? null] : before
      this.state.cells = this.blank().map((_, i) => kept[i] ?? null)
    }
    this.state.current = Math.min(this.state.current, layout - 1)
    this.silenceUnlessSeen()
  }

  /** Moves to a neighbour; past the edge of the grid the page turns. */
  move(dx: number, dy: number): void {
    const side = Math.sqrt(this.state.layout)
    const x = (this.state.current % side) + dx
    const y = Math.floor(this.state.current / side) + dy
    if (x < 0 || x >= side) {
      if (this.isLocked) return
      this.turn(dx)
      this.state.current = y * side + (dx > 0 ? 0 : side - 1)
    } else if (y >= 0 && y < side) {
      this.state.current = y * side + x
    }
  }

  toggleSound(): void {
    const code = this.state.cells[this.state.current]?.id ?? ''
    this.state.heard = this.state.heard === code ? '' : code
  }

  private silenceUnlessSeen(): void {
    if (!this.state.cells.some((cell) => cell?.id === this.state.heard)) this.state.heard = ''
  }

  private keep(): void {
    const { scope, page, layout } = this.state
    if (scope) localStorage.setItem(KEPT, JSON.stringify({ at: scope.id, page, layout }))
  }
}

/** Where the wall stood last, if that place still exists. */
export function lastPlace(tree: PointTree): TreeNode | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as { at?: unknown } | null
    return typeof kept?.at === 'string' ? tree.find(kept.at) : undefined
  } catch {
    return undefined
  }
}
