import type { Standing } from '../api.face'
import type { PresenceSource } from './presenceSource'

/** What a challenge asks of the console. */
export interface PresenceCalls {
  begin(): Promise<Standing>
  frame(id: string, number: number, picture: Blob): Promise<Standing>
  leave(id: string): Promise<unknown>
}

/** Frames go out one after the other, a few a second: the next when the last was judged. */
const EVERY_MS = 250

/** One challenge, from its beginning to its end. */
export class PresenceRun {
  private left = false
  private wake: (() => void) | undefined

  constructor(
    private readonly source: PresenceSource,
    private readonly calls: PresenceCalls,
    private readonly tell: (standing: Standing) => void,
    private readonly every = EVERY_MS,
  ) {}

  /** Ends with how it stands then; null where it was given up. */
  async run(): Promise<Standing | null> {
    let standing: Standing | undefined
    try {
      standing = await this.calls.begin()
      while (!this.left && standing.state === 'going_on') {
        this.tell(standing)
        const picture = await this.source.frame(standing.ask)
        standing = await this.calls.frame(standing.id, standing.next, picture)
        if (standing.state === 'going_on' && !this.left) await this.pause()
      }
    } finally {
      this.source.stop()
      if (standing?.state === 'going_on') await this.calls.leave(standing.id).catch(() => undefined)
    }
    return this.left ? null : standing
  }

  /** Gives it up. */
  leave(): void {
    this.left = true
    this.wake?.()
  }

  private pause(): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, this.every)
      this.wake = () => {
        clearTimeout(timer)
        done()
      }
    })
  }
}
