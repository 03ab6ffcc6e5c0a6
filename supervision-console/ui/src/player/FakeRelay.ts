import { vi } from 'vitest'
import type { PlayTicket } from './types'

const WHEP = 'http://relay.test/whep/'

type State = RTCPeerConnectionState

/** A peer connection that connects as soon as it has an answer. */
class FakePeer {
  connectionState: State = 'new'
  localDescription: { sdp: string } | null = null
  ontrack: ((event: { track: { kind: string } }) => void) | null = null
  onconnectionstatechange: (() => void) | null = null
  frozen = false
  silent = false
  private frames = 0

  addTransceiver(kind: string): { currentDirection: string } {
    return { currentDirection: kind === 'audio' && this.silent ? 'inactive' : 'recvonly' }
  }

  async setLocalDescription(): Promise<void> {
    this.localDescription = { sdp: 'v=0\r\n' }
  }

  async setRemoteDescription(): Promise<void> {
    this.become('connected')
    this.ontrack?.({ track: { kind: 'video' } })
  }

  become(state: State): void {
    this.connectionState = state
    this.onconnectionstatechange?.()
  }

  async getStats(): Promise<Map<string, unknown>> {
    if (!this.frozen) this.frames += 1
    return new Map([['v', { id: 'v', type: 'inbound-rtp', kind: 'video', timestamp: this.frames, framesDecoded: this.frames }]])
  }

  close(): void {
    this.connectionState = 'closed'
  }
}

/** The relay at the edge of the network, and a browser's media at the other: for tests of the player. */
export class FakeRelay {
  readonly asked: string[] = []
  readonly authorisations: string[] = []
  readonly peers: FakePeer[] = []
  keptAlive = false
  holdFrames = false
  silent = false
  answerAfterMs = 0
  resumeRefused?: { status: number; kind: string }
  private readonly refused = new Map<string, { kind: string; alternatives?: string[] }>()
  private readonly waitingFrames: (() => void)[] = []
  private sessions = 0

  constructor() {
    const { peers } = this
    const isSilent = () => this.silent
    class Peer extends FakePeer {
      static async generateCertificate(): Promise<object> {
        return {}
      }

      constructor() {
        super()
        this.silent = isSilent()
        peers.push(this)
      }
    }
    vi.stubGlobal('RTCPeerConnection', Peer)
    vi.stubGlobal('MediaStream', class { addTrack(): void {} })
    vi.stubGlobal('MediaSource', undefined)
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => this.fetch(url, init))
    const frame = (call: () => void) => this.frame(call)
    Object.assign(HTMLVideoElement.prototype, { requestVideoFrameCallback: frame })
    Object.defineProperty(HTMLVideoElement.prototype, 'srcObject', { configurable: true, writable: true, value: null })
  }

  uninstall(): void {
    vi.unstubAllGlobals()
  }

  ticket(stream: string): PlayTicket {
    return { ticket: `ticket-of-${stream}`, whep: WHEP + stream, live: `ws://relay.test/live/${stream}` }
  }

  refuse(stream: string, kind: string, alternatives?: string[]): void {
    this.refused.set(stream, { kind, alternatives })
  }

  allow(stream: string): void {
    this.refused.delete(stream)
  }

  releaseFrames(): void {
    this.holdFrames = false
    for (const call of this.waitingFrames.splice(0)) call()
  }

  private frame(call: () => void): void {
    if (this.holdFrames) this.waitingFrames.push(call)
    else setTimeout(call, 1)
  }

  private async fetch(url: string, init: RequestInit): Promise<Response> {
    if (init.method === 'DELETE') {
      this.asked.push(`DELETE ${url.split('/').at(-1)}`)
      this.keptAlive = init.keepalive === true
      return new Response(null, { status: 200 })
    }
    if (url.endsWith('/resume')) return this.resume(url)
    const [stream = '', query] = url.slice(WHEP.length).split('?')
    this.asked.push(`${init.method} ${url.slice(WHEP.length)}`)
    if (query === 'paused=true') this.holdFrames = true
    this.authorisations.push(new Headers(init.headers).get('Authorization') ?? '')
    if (this.answerAfterMs) await new Promise((done) => setTimeout(done, this.answerAfterMs))
    const refusal = this.refused.get(stream)
    if (refusal) return Response.json({ type: 'about:blank', title: refusal.kind, status: 502, ...refusal }, { status: 502 })
    return new Response('v=0\r\n', { status: 201, headers: { Location: `/whep/session/session-${this.sessions++}` } })
  }

  private resume(url: string): Response {
    this.asked.push(`RESUME ${url.split('/').at(-2)}`)
    if (this.resumeRefused) {
      this.holdFrames = false
      return Response.json({ type: 'about:blank', title: '', ...this.resumeRefused }, { status: this.resumeRefused.status })
    }
    this.releaseFrames()
    return new Response(null, { status: 200 })
  }
}
