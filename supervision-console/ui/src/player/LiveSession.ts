import { isRecord, Problem, problemFrom } from '../problem'
import { firstFrame, newVideo } from './firstFrame'
import { LiveBuffer } from './LiveBuffer'
import type { Figures, MediaSession, PlayTicket, SessionEvents } from './types'

const CONNECT_MS = 8_000

type Source = typeof MediaSource

/** The browser's media source: the managed one where that is all there is (iPhone). */
function sourceType(): Source | undefined {
  const managed = (globalThis as { ManagedMediaSource?: Source }).ManagedMediaSource
  return managed ?? (typeof MediaSource === 'undefined' ? undefined : MediaSource)
}

/** Live fragments over a WebSocket, played by media source extensions: the way where WebRTC cannot. */
export class LiveSession implements MediaSession {
  readonly video = newVideo()
  hasSound = false
  private socket?: WebSocket
  private buffer?: LiveBuffer
  private address?: string
  private codec?: string
  private shown = false
  private timer?: ReturnType<typeof setTimeout>
  private closed = false
  private bytes = 0
  private last?: { at: number; bytes: number; frames: number }

  constructor(private readonly events: SessionEvents) {}

  static isSupported(): boolean {
    return sourceType() !== undefined && typeof WebSocket !== 'undefined'
  }

  async open(ticket: Promise<PlayTicket>): Promise<void> {
    try {
      const granted = await ticket
      if (this.closed) return
      this.events.onStep(2)
      this.connect(granted)
    } catch (cause) {
      this.end(cause instanceof Problem ? cause : new Problem('CONNECTION', String(cause)))
    }
  }

  private connect(granted: PlayTicket): void {
    const socket = new WebSocket(granted.live)
    this.socket = socket
    socket.binaryType = 'arraybuffer'
    this.timer = setTimeout(() => this.end(new Problem('RELAY_UNREACHABLE')), CONNECT_MS)
    socket.onopen = () => {
      this.events.onStep(3)
      socket.send(granted.ticket)
    }
    socket.onmessage = (message: MessageEvent<string | ArrayBuffer>) => this.take(message.data)
    socket.onclose = () => this.end(new Problem(this.buffer ? 'ENDED' : 'RELAY_UNREACHABLE'))
  }

  private take(data: string | ArrayBuffer): void {
    if (this.closed) return
    if (typeof data === 'string') {
      this.control(data)
    } else {
      this.bytes += data.byteLength
      this.buffer?.append(data)
    }
  }

  private control(text: string): void {
    let message: unknown
    try {
      message = JSON.parse(text)
    } catch {
      return this.end(new Problem('PROTOCOL'))
    }
    if (!isRecord(message)) return
    if (message.problem !== undefined) {
      this.end(problemFrom(message.problem))
    } else if (typeof message.mime === 'string') {
      this.play(message.mime)
    }
  }

  /** A buffer cannot change its tracks or codecs: each type the relay tells begins a new one. */
  private play(mime: string): void {
    clearTimeout(this.timer)
    const Source = sourceType()
    if (!Source?.isTypeSupported(mime)) return this.end(new Problem('CODEC'))
    this.letGo()
    this.codec = codecName(mime)
    this.hasSound = /opus|mp4a/.test(mime)
    if (!this.shown) this.events.onStep(4)
    const source = new Source()
    this.video.disableRemotePlayback = true
    this.address = URL.createObjectURL(source)
    this.video.src = this.address
    this.buffer = new LiveBuffer(source, mime, this.video, (problem) => this.end(problem))
    firstFrame(this.video, () => this.pictured())
  }

  private pictured(): void {
    if (this.closed || this.shown) return
    this.shown = true
    this.events.onFirstFrame()
  }

  /** Ends the buffer that plays, if one does; its figures end with it. */
  private letGo(): void {
    this.buffer?.close()
    this.buffer = undefined
    this.last = undefined
    this.video.playbackRate = 1
    if (this.address) URL.revokeObjectURL(this.address)
    this.address = undefined
  }

  async figures(): Promise<Figures> {
    const quality = this.video.getVideoPlaybackQuality()
    const now = { at: performance.now(), bytes: this.bytes, frames: quality.totalVideoFrames }
    const before = this.last
    this.last = now
    const seconds = before ? (now.at - before.at) / 1000 : 0
    return {
      codec: this.codec,
      width: this.video.videoWidth,
      height: this.video.videoHeight,
      fps: before && seconds > 0 ? (now.frames - before.frames) / seconds : undefined,
      kbps: before && seconds > 0 ? ((now.bytes - before.bytes) * 8) / seconds / 1000 : undefined,
      bufferMs: this.buffer?.behindMs(),
      dropped: quality.droppedVideoFrames,
      transport: 'fMP4 WebSocket',
    }
  }

  async progress(): Promise<number> {
    return this.bytes
  }

  private end(problem: Problem): void {
    if (this.closed) return
    this.close()
    this.events.onEnd(problem)
  }

  resume(): void {
    // Fragments are not opened paused.
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    clearTimeout(this.timer)
    this.letGo()
    this.socket?.close()
    this.video.removeAttribute('src')
    this.video.load()
    this.video.remove()
  }
}

function codecName(mime: string): string {
  if (/avc[13]/.test(mime)) return 'H264'
  return /hvc1|hev1/.test(mime) ? 'H265' : mime
}
