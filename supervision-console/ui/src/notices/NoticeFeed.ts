import type { Notice, NoticePage } from '../api.notices'

const KEPT = 200
const MOST_PAGES = 50
const AGAIN_MS = 30_000

/** How notices come: pushed, asked for again and again, or not at all for now. */
export type Way = 'live' | 'polling' | 'lost'

/** What the feed needs of the world; given, so that it can be tried without one. */
export interface FeedParts {
  list: (after: string) => Promise<NoticePage>
  stream: (after: string) => EventSource
  /** Of trouble with asking. */
  trouble: (cause: unknown) => void
  changed: (notices: readonly Notice[], way: Way) => void
}

/** Notices of one account: those there are, then each as it comes. The browser brings a broken stream back by itself; one that was refused is asked for again later. */
export class NoticeFeed {
  private notices: Notice[] = []
  private last = ''
  private source: EventSource | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private isOver = false

  constructor(private readonly parts: FeedParts) {}

  async start(): Promise<void> {
    const isReached = await this.catchUp()
    if (this.isOver) return
    if (isReached) this.listen()
    else this.later()
  }

  stop(): void {
    this.isOver = true
    clearTimeout(this.timer)
    this.source?.close()
  }

  /** All that came since the last one known. */
  private async catchUp(): Promise<boolean> {
    try {
      let after: string | null = this.last
      for (let page = 0; after !== null && page < MOST_PAGES && !this.isOver; page++) {
        const found: NoticePage = await this.parts.list(after)
        found.notices.forEach((notice) => this.take(notice))
        after = found.next
        if (after !== null && after > this.last) this.last = after
      }
      this.tell(this.source ? 'live' : 'polling')
      return true
    } catch (cause) {
      this.parts.trouble(cause)
      this.tell('lost')
      return false
    }
  }

  private take(notice: Notice): void {
    if (notice.id <= this.last) return
    this.last = notice.id
    this.notices = [notice, ...this.notices].slice(0, KEPT)
  }

  private listen(): void {
    const source = this.parts.stream(this.last)
    this.source = source
    // What came between asking and listening is asked for once more.
    source.onopen = () => void this.catchUp()
    source.addEventListener('notice', (event) => this.heard(event))
    source.onerror = () => {
      if (source.readyState !== source.CLOSED) return
      this.source = undefined
      this.tell('polling')
      this.later()
    }
  }

  private heard(event: MessageEvent<string>): void {
    this.take(JSON.parse(event.data) as Notice)
    this.tell('live')
  }

  private later(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.start(), AGAIN_MS)
  }

  private tell(way: Way): void {
    if (!this.isOver) this.parts.changed(this.notices, way)
  }
}
