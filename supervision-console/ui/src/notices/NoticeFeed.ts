import type { Notice, NoticePage } from '../api.notices'

const KEPT = 200
const MOST_PAGES = 50
const AGAIN_MS = 30_000
const SOON_MS = 5_000
/** The server says something every two seconds. */
const SILENT_MS = 5_000
const GONE_MS = 20_000

/** How notices come: pushed, asked for again and again, or not at all for now. */
export type Way = 'live' | 'polling' | 'lost'

/** What the feed needs of the world; given, so that it can be tried without one. */
export interface FeedParts {
  list: (after: string) => Promise<NoticePage>
  stream: (after: string) => EventSource
  /** Of trouble with asking. */
  trouble: (cause: unknown) => void
  changed: (notices: readonly Notice[], way: Way) => void
  /** What else comes on the same stream, by the names of its events. */
  others: Readonly<Record<string, (data: string) => void>>
  /** Asks for all of that, where nothing comes by itself. */
  ask: () => Promise<unknown>
  /** The server was silent for longer than it ever is. */
  silent: () => void
}

/** Notices of one account: those there are, then each as it comes; and whatever else is told beside them. The browser brings a broken stream back by itself; one that was refused is asked for again later. */
export class NoticeFeed {
  private notices: Notice[] = []
  private last = ''
  private source: EventSource | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private watch: ReturnType<typeof setInterval> | undefined
  private heardAt = 0
  private isOver = false

  constructor(private readonly parts: FeedParts) {}

  async start(): Promise<void> {
    const isReached = await this.catchUp()
    if (this.isOver) return
    if (isReached) this.listen()
    else this.later(SOON_MS)
  }

  private hangUp(): void {
    clearInterval(this.watch)
    this.source?.close()
    this.source = undefined
  }

  stop(): void {
    this.isOver = true
    clearTimeout(this.timer)
    this.hangUp()
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
    this.heardAt = Date.now()
    this.watch = setInterval(() => this.lookAfter(), 1_000)
    // What came between asking and listening is asked for once more.
    source.onopen = () => void this.catchUp()
    this.hear(source, 'notice', (data) => {
      this.take(JSON.parse(data) as Notice)
      this.tell('live')
    })
    for (const [name, take] of Object.entries(this.parts.others)) this.hear(source, name, take)
    source.onerror = () => source.readyState === source.CLOSED && this.refused()
  }

  private hear(source: EventSource, name: string, take: (data: string) => void): void {
    source.addEventListener(name, (event: MessageEvent<string>) => {
      if (this.isOver) return
      this.heardAt = Date.now()
      take(event.data)
    })
  }

  /** Too many read, or the session is over: asking tells which. */
  private refused(): void {
    this.hangUp()
    this.tell('polling')
    void this.catchUp()
    void this.parts.ask().catch(this.parts.trouble)
    this.later(AGAIN_MS)
  }

  /** A stream that broke is brought back by the browser; one that is only mute is not. */
  private lookAfter(): void {
    const silence = Date.now() - this.heardAt
    if (silence > SILENT_MS) this.parts.silent()
    if (silence > GONE_MS && this.source?.readyState === this.source?.OPEN) {
      this.hangUp()
      void this.start()
    }
  }

  private later(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.start(), ms)
  }

  private tell(way: Way): void {
    if (!this.isOver) this.parts.changed(this.notices, way)
  }
}
