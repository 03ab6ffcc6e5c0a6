import { reactive } from 'vue'
import type { Grid, Run } from '../api.tours'

/** How long a page may wait for the pictures of the next one. */
const MOST_WAIT_MS = 3_000

/** A tour in motion: which points are on the page, which come next, and when the page turns. Told the time by whoever runs it. */
export class TourModel {
  readonly state = reactive({
    run: null as Run | null,
    grid: 9 as Grid,
    /** Where the page begins in the list of points. */
    at: 0,
    /** Points that stay in their cells, by cell. */
    pinned: {} as Record<number, string>,
    paused: false,
    /** Until the page turns, in ms. */
    leftMs: 0,
    /** Pictures of the next page that are not there yet, while the page waits for them. */
    missing: 0,
    pausedMs: 0,
    pages: 1,
    isOver: false,
  })
  private waitedMs = 0
  private readonly before: number[] = []

  /** From the first point on that was not looked at yet. */
  begin(run: Run): void {
    const left = run.record.looks.findIndex((look) => look.state === 'missed')
    Object.assign(this.state, { run, grid: run.grid, at: Math.max(0, left), pinned: {}, paused: false, missing: 0, pausedMs: 0, pages: 0, isOver: false })
    this.before.length = 0
    this.anew()
  }

  stop(): void {
    this.state.run = null
  }

  get isOn(): boolean {
    return this.state.run !== null
  }

  private get pageMs(): number {
    return (this.state.run?.seconds ?? 0) * 1_000
  }

  get page(): number {
    return Math.floor(this.state.at / this.state.grid) + 1
  }

  get pageCount(): number {
    return Math.max(1, Math.ceil((this.state.run?.points.length ?? 0) / this.state.grid))
  }

  /** How much of the page's time has passed, 0 to 1. */
  get passed(): number {
    return this.pageMs ? Math.min(1, Math.max(0, 1 - this.state.leftMs / this.pageMs)) : 0
  }

  /** Codes by cell, empty where the list has ended, and where the next page begins. */
  private laid(at: number): { cells: string[]; next: number } {
    const points = this.state.run?.points ?? []
    const pinned = new Set(Object.values(this.state.pinned))
    let next = at
    const cells = Array.from({ length: this.state.grid }, (_, cell) => {
      const pin = this.state.pinned[cell]
      if (pin) return pin
      while (pinned.has(points[next] ?? '')) next++
      return points[next++] ?? ''
    })
    while (pinned.has(points[next] ?? '')) next++
    return { cells, next }
  }

  cells(): string[] {
    return this.laid(this.state.at).cells
  }

  private get nextAt(): number {
    return this.laid(this.state.at).next
  }

  get hasNext(): boolean {
    return this.nextAt < (this.state.run?.points.length ?? 0)
  }

  /** Codes that the next page will show and this one does not. */
  coming(): string[] {
    if (!this.hasNext) return []
    const now = new Set(this.cells())
    return this.laid(this.nextAt).cells.filter((code) => code && !now.has(code))
  }

  /** Some time has passed; `isReady` says which pictures of the next page are there, or never will be. */
  tick(ms: number, isReady: (code: string) => boolean): void {
    const { state } = this
    if (!state.run || state.isOver) return
    if (state.paused) {
      state.pausedMs += ms
      return
    }
    state.leftMs -= ms
    if (state.leftMs > 0) return
    state.leftMs = 0
    const missing = this.coming().filter((code) => !isReady(code)).length
    if (missing && this.waitedMs < MOST_WAIT_MS) {
      state.missing = missing
      this.waitedMs += ms
      return
    }
    if (this.hasNext) this.turn(1)
    else state.isOver = true
  }

  turn(by: 1 | -1): void {
    const { state } = this
    if (by > 0) {
      if (!this.hasNext) return
      this.before.push(state.at)
      state.at = this.nextAt
      state.pages++
    } else {
      state.at = this.before.pop() ?? 0
      state.isOver = false
    }
    this.anew()
  }

  togglePause(): void {
    this.state.paused = !this.state.paused
  }

  /** A point stays in its cell over all pages, or goes with them again. */
  togglePin(cell: number): void {
    const code = this.cells()[cell]
    if (this.state.pinned[cell]) delete this.state.pinned[cell]
    else if (code && Object.keys(this.state.pinned).length < this.state.grid - 1) this.state.pinned[cell] = code
  }

  private anew(): void {
    this.state.leftMs = this.pageMs
    this.state.missing = 0
    this.waitedMs = 0
  }
}
