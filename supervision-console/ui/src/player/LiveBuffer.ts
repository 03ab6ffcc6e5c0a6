import { Problem } from '../problem'

const MOST_WAITING_BYTES = 8 * 1024 * 1024
const KEEP_BEHIND_S = 6
const TRIM_AFTER_S = 15
/** Further behind than this and the picture jumps to the live edge. */
const JUMP_BEHIND_S = 2.5
/** Further behind than this and it plays a little faster, until it is closer than the next. */
const HURRY_BEHIND_S = 1
const CLOSE_BEHIND_S = 0.4
const HURRY = 1.08

/** Feeds fragments to the browser and keeps the picture at the live edge with a bounded buffer. */
export class LiveBuffer {
  private readonly waiting: ArrayBuffer[] = []
  private waitingBytes = 0
  private buffer?: SourceBuffer
  private closed = false

  constructor(
    private readonly source: MediaSource,
    private readonly mime: string,
    private readonly video: HTMLVideoElement,
    private readonly fail: (problem: Problem) => void,
  ) {
    source.addEventListener('sourceopen', () => this.opened(), { once: true })
  }

  private opened(): void {
    if (this.closed) return
    try {
      this.buffer = this.source.addSourceBuffer(this.mime)
    } catch {
      return this.fail(new Problem('CODEC'))
    }
    this.buffer.mode = 'segments'
    this.buffer.addEventListener('updateend', () => this.next())
    this.buffer.addEventListener('error', () => this.fail(new Problem('PROTOCOL')))
    this.next()
  }

  append(fragment: ArrayBuffer): void {
    this.waiting.push(fragment)
    this.waitingBytes += fragment.byteLength
    if (this.waitingBytes > MOST_WAITING_BYTES) {
      this.fail(new Problem('ENDED'))
    } else {
      this.next()
    }
  }

  private next(): void {
    const buffer = this.buffer
    if (this.closed || !buffer || buffer.updating) return
    try {
      this.stayLive()
      if (this.trim(buffer)) return
      const fragment = this.waiting.shift()
      if (!fragment) return
      this.waitingBytes -= fragment.byteLength
      buffer.appendBuffer(fragment)
    } catch {
      this.fail(new Problem('PROTOCOL'))
    }
  }

  private stayLive(): void {
    const ranges = this.video.buffered
    if (ranges.length === 0) return
    const edge = ranges.end(ranges.length - 1)
    const behind = edge - this.video.currentTime
    if (behind > JUMP_BEHIND_S || this.video.currentTime < ranges.start(ranges.length - 1)) {
      this.video.currentTime = Math.max(ranges.start(ranges.length - 1), edge - CLOSE_BEHIND_S)
      this.video.playbackRate = 1
    } else if (behind > HURRY_BEHIND_S) {
      this.video.playbackRate = HURRY
    } else if (behind < CLOSE_BEHIND_S) {
      this.video.playbackRate = 1
    }
  }

  /** Removes what was shown; true while the browser is at it. */
  private trim(buffer: SourceBuffer): boolean {
    if (buffer.buffered.length === 0) return false
    const start = buffer.buffered.start(0)
    if (this.video.currentTime - start < TRIM_AFTER_S) return false
    buffer.remove(start, this.video.currentTime - KEEP_BEHIND_S)
    return true
  }

  behindMs(): number | undefined {
    const ranges = this.video.buffered
    if (ranges.length === 0) return undefined
    return Math.max(0, ranges.end(ranges.length - 1) - this.video.currentTime) * 1000
  }

  close(): void {
    this.closed = true
    this.waiting.length = 0
  }
}
