const FIRST_MS = 1_000
const TOP_MS = 60_000

/** Waiting times between tries: doubling, with full jitter, so that many pages never come at once. */
export class BackOff {
  private tries = 0

  constructor(private readonly random: () => number = Math.random) {}

  nextMs(): number {
    const top = Math.min(TOP_MS, FIRST_MS * 2 ** this.tries)
    this.tries = Math.min(this.tries + 1, 10)
    return Math.round(top * (0.3 + 0.7 * this.random()))
  }

  reset(): void {
    this.tries = 0
  }
}
