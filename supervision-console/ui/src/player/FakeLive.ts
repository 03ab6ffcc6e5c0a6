import { vi } from 'vitest'

/** A source buffer that is done with what it was given when the test says so. */
class FakeSourceBuffer extends EventTarget {
  updating = false
  mode = ''
  readonly appended: number[] = []
  readonly buffered = { length: 0, start: () => 0, end: () => 0 }

  appendBuffer(data: ArrayBuffer): void {
    this.appended.push(data.byteLength)
    this.updating = true
  }

  done(): void {
    this.updating = false
    this.dispatchEvent(new Event('updateend'))
  }
}

/** The browser's media source and the relay's socket at the edges of a live session: for tests of the player. */
export class FakeMediaSource extends EventTarget {
  static readonly made: FakeMediaSource[] = []
  readonly buffer = new FakeSourceBuffer()
  mime = ''

  constructor() {
    super()
    FakeMediaSource.made.push(this)
  }

  static isTypeSupported(mime: string): boolean {
    return !mime.includes('hvc1')
  }

  addSourceBuffer(mime: string): FakeSourceBuffer {
    this.mime = mime
    return this.buffer
  }
}

/** The relay's end of the WebSocket. */
export class FakeSocket {
  static readonly made: FakeSocket[] = []
  readonly sent: string[] = []
  closed = false
  binaryType = ''
  onopen?: () => void
  onclose?: () => void
  onmessage?: (message: { data: string | ArrayBuffer }) => void

  constructor(readonly url: string) {
    FakeSocket.made.push(this)
  }

  send(text: string): void {
    this.sent.push(text)
  }

  close(): void {
    this.closed = true
  }

  says(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }

  fragment(bytes: number): void {
    this.onmessage?.({ data: new ArrayBuffer(bytes) })
  }
}

/** Puts both in the place of the browser's; returns the addresses of media sources that were let go. */
export function installFakeLive(): string[] {
  FakeMediaSource.made.length = 0
  FakeSocket.made.length = 0
  const revoked: string[] = []
  vi.stubGlobal('MediaSource', FakeMediaSource)
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => `blob:${FakeMediaSource.made.length}`)
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((address) => void revoked.push(address))
  return revoked
}
