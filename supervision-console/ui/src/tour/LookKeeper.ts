import type { Look } from '../api.tours'

/** A page may say so much at once. */
const MOST = 64

/** A cell as it is now. */
export interface ShownCell {
  point: string
  /** Frames that were shown so far; unchanged while the picture stands still. */
  frames: number
  /** Kind of what keeps the picture away; empty while nothing does. */
  why: string
}

/** Adds up how long moving pictures were on a visible page, and what kept others away, until it is said. */
export class LookKeeper {
  private readonly kept = new Map<string, { millis: number; why: string }>()
  private frames = new Map<string, number>()

  /** Some time has passed with these cells on the page. */
  tick(ms: number, cells: readonly ShownCell[], isVisible: boolean): void {
    const before = this.frames
    this.frames = new Map(cells.map((cell) => [cell.point, cell.frames]))
    if (!isVisible) return
    for (const cell of cells) {
      const moved = before.has(cell.point) && cell.frames > (before.get(cell.point) ?? 0)
      const look = this.kept.get(cell.point) ?? { millis: 0, why: '' }
      if (moved) look.millis += ms
      else look.why = cell.why || 'NO_FRAMES'
      this.kept.set(cell.point, look)
    }
  }

  /** What is to be said now; it counts as said. */
  take(): Look[] {
    const looks = [...this.kept].slice(0, MOST).map(([point, { millis, why }]) => ({ point, millis: Math.round(millis), why }))
    looks.forEach(({ point }) => this.kept.delete(point))
    return looks
  }

  /** It could not be said; it is said with what comes next. */
  putBack(looks: readonly Look[]): void {
    for (const { point, millis, why } of looks) {
      const look = this.kept.get(point) ?? { millis: 0, why: '' }
      this.kept.set(point, { millis: look.millis + millis, why: look.why || why })
    }
  }
}
