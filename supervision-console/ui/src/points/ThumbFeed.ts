export type Taken = Record<string, string>

export interface ThumbFeedOptions {
  ask(codes: string[]): Promise<Taken>
  onTaken(taken: Taken): void
  onProblem(problem: unknown): void
  isVisible(): boolean
}

export const EVERY_MS = 10_000
/** Pictures that nobody had asked for are there soon after. */
const SOON_MS = 3_000
/** What is typed into the filter changes the page with every letter. */
const SETTLE_MS = 300

/** Has the thumbnails of a page kept fresh, and tells which are there. */
export class ThumbFeed {
  private codes: string[] = []
  private timer: ReturnType<typeof setTimeout> | undefined
  private round = 0
  private ended = false

  constructor(private readonly options: ThumbFeedOptions) {}

  /** Another page is looked at. */
  want(codes: string[]): void {
    this.codes = codes
    this.round = 0
    this.next(SETTLE_MS)
  }

  /** The page is seen again. */
  wake(): void {
    if (this.options.isVisible()) this.next(0)
  }

  end(): void {
    this.ended = true
    clearTimeout(this.timer)
  }

  private next(ms: number): void {
    clearTimeout(this.timer)
    if (!this.ended) this.timer = setTimeout(() => void this.ask(), ms)
  }

  private async ask(): Promise<void> {
    const { codes } = this
    if (codes.length === 0 || !this.options.isVisible()) return
    try {
      const taken = await this.options.ask(codes)
      if (codes === this.codes && !this.ended) this.options.onTaken(taken)
    } catch (problem) {
      if (!this.ended) this.options.onProblem(problem)
    }
    // Another page has its own time already.
    if (codes === this.codes) this.next(this.round++ === 0 ? SOON_MS : EVERY_MS)
  }
}
