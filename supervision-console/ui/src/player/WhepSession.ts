import { Problem, problemOf } from '../problem'
import { firstFrame, newVideo } from './firstFrame'
import { WhepFigures } from './WhepFigures'
import type { Figures, MediaSession, PlayTicket, SessionEvents } from './types'

const CONNECT_MS = 8_000
const DISCONNECTED_MS = 3_000

let certificate: Promise<RTCCertificate> | undefined

/** One certificate for all sessions of this page: making one costs time on the way to the first picture. */
function sharedCertificate(): Promise<RTCCertificate> {
  certificate ??= RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as EcKeyGenParams)
  return certificate
}

/** One WHEP session: offer, answer, pictures. Not reused; whoever needs another opens a new one. */
export class WhepSession implements MediaSession {
  readonly video = newVideo()
  private readonly media = new MediaStream()
  private peer?: RTCPeerConnection
  private sound?: RTCRtpTransceiver
  private location?: string
  private token = ''
  private timer?: ReturnType<typeof setTimeout>
  private closed = false
  private readonly measured = new WhepFigures()

  /** @param paused whether no pictures come before [resume], and nobody counts as looking */
  constructor(
    private readonly events: SessionEvents,
    private paused = false,
  ) {}

  /** Whether this browser can do it at all. */
  static isSupported(): boolean {
    return typeof RTCPeerConnection !== 'undefined'
  }

  get hasSound(): boolean {
    return this.sound?.currentDirection === 'recvonly'
  }

  /** Goes through offer and answer; the ticket may still be on its way when this is called. */
  async open(ticket: Promise<PlayTicket>): Promise<void> {
    try {
      const [offer, granted] = await Promise.all([this.offer(), ticket])
      if (this.closed) return
      this.token = granted.ticket
      this.events.onStep(2)
      const answer = await this.post(granted.whep, offer)
      if (this.closed || !this.peer) return
      this.events.onStep(3)
      this.timer = setTimeout(() => this.end(new Problem('CONNECTION')), CONNECT_MS)
      await this.peer.setRemoteDescription({ type: 'answer', sdp: answer })
    } catch (cause) {
      this.end(cause instanceof Problem ? cause : new Problem('CONNECTION', String(cause)))
    }
  }

  private async offer(): Promise<string> {
    const peer = new RTCPeerConnection({
      bundlePolicy: 'max-bundle',
      certificates: [await sharedCertificate()],
    })
    this.peer = peer
    if (this.closed) {
      peer.close()
      throw new Problem('CLOSED')
    }
    peer.addTransceiver('video', { direction: 'recvonly' })
    this.sound = peer.addTransceiver('audio', { direction: 'recvonly' })
    peer.ontrack = (event) => this.take(event.track)
    peer.onconnectionstatechange = () => this.connectionChanged(peer.connectionState)
    await peer.setLocalDescription()
    // No waiting for candidates: the relay is ICE-lite and never checks ours.
    return peer.localDescription?.sdp ?? ''
  }

  private take(track: MediaStreamTrack): void {
    this.media.addTrack(track)
    if (track.kind !== 'video') return
    this.video.srcObject = this.media
    firstFrame(this.video, () => {
      if (!this.closed) this.events.onFirstFrame()
    })
  }

  resume(): void {
    if (!this.paused) return
    this.paused = false
    // A session whose answer is still on its way is resumed when its address is known.
    if (this.location) void this.askForPictures(this.location)
  }

  /** Without a header of its own, so that the browser asks nobody whether it may. */
  private async askForPictures(location: string): Promise<void> {
    try {
      const response = await fetch(`${location}/resume`, { method: 'POST', credentials: 'omit' })
      if (!response.ok) throw await problemOf(response)
    } catch (cause) {
      this.end(cause instanceof Problem ? cause : new Problem('RELAY_UNREACHABLE'))
    }
  }

  private async post(url: string, sdp: string): Promise<string> {
    const askedPaused = this.paused
    const response = await fetch(askedPaused ? `${url}?paused=true` : url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/sdp', Authorization: `Bearer ${this.token}` },
      body: sdp,
      credentials: 'omit',
    }).catch(() => {
      throw new Problem('RELAY_UNREACHABLE')
    })
    if (!response.ok) throw await problemOf(response)
    const location = response.headers.get('Location')
    if (location) this.location = new URL(location, url).href
    if (this.closed) this.remove()
    if (askedPaused && !this.paused && this.location) void this.askForPictures(this.location)
    return response.text()
  }

  private connectionChanged(state: RTCPeerConnectionState): void {
    if (this.closed) return
    if (state === 'connected') {
      clearTimeout(this.timer)
      this.events.onStep(4)
    } else if (state === 'failed') {
      this.end(new Problem('CONNECTION'))
    } else if (state === 'closed') {
      this.end(new Problem('ENDED'))
    } else if (state === 'disconnected') {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.end(new Problem('CONNECTION')), DISCONNECTED_MS)
    }
  }

  async figures(): Promise<Figures> {
    return this.peer ? this.measured.read(await this.peer.getStats()) : {}
  }

  async progress(): Promise<number> {
    let frames = 0
    const report = await this.peer?.getStats()
    report?.forEach((entry: { type: string; kind?: string; framesDecoded?: number }) => {
      if (entry.type === 'inbound-rtp' && entry.kind === 'video') frames = entry.framesDecoded ?? 0
    })
    return frames
  }

  private end(problem: Problem): void {
    if (this.closed) return
    this.close()
    this.events.onEnd(problem)
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    clearTimeout(this.timer)
    // A session whose answer is still on its way is ended when its address is known.
    if (this.location) this.remove()
    this.peer?.close()
    this.video.srcObject = null
    this.video.remove()
  }

  private remove(): void {
    if (!this.location) return
    const headers = { Authorization: `Bearer ${this.token}` }
    fetch(this.location, { method: 'DELETE', headers, keepalive: true, credentials: 'omit' }).catch(() => undefined)
    this.location = undefined
  }
}
