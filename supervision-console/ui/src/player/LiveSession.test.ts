import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Problem } from '../problem'
import { FakeMediaSource, FakeSocket, installFakeLive } from './FakeLive'
import { LiveSession } from './LiveSession'

const PICTURE_AND_SOUND = 'video/mp4; codecs="avc1.4d400b,opus"'
const PICTURE = 'video/mp4; codecs="avc1.4d400b"'

describe('LiveSession', () => {
  let revoked: string[]
  let session: LiveSession
  let frames: (() => void)[]
  let shown: number
  let problems: string[]

  const source = (n: number) => FakeMediaSource.made[n]!
  const relay = () => FakeSocket.made[0]!
  const open = (n: number) => source(n).dispatchEvent(new Event('sourceopen'))

  beforeEach(async () => {
    revoked = installFakeLive()
    frames = []
    shown = 0
    problems = []
    Object.assign(HTMLVideoElement.prototype, { requestVideoFrameCallback: (call: () => void) => frames.push(call) })
    session = new LiveSession({ onStep: () => {}, onFirstFrame: () => shown++, onEnd: (problem: Problem) => problems.push(problem.kind) })
    await session.open(Promise.resolve({ ticket: 'the ticket', whep: '', live: 'ws://relay.test/live/p/sub' }))
    relay().onopen?.()
  })

  afterEach(() => {
    session.close()
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  it('says its ticket first, then plays what comes', () => {
    relay().says({ mime: PICTURE_AND_SOUND })
    relay().fragment(1)
    open(0)

    expect(relay().sent).toEqual(['the ticket'])
    expect(source(0).mime).toBe(PICTURE_AND_SOUND)
    expect(session.hasSound).toBe(true)
    expect(source(0).buffer.appended).toEqual([1])
  })

  it('another type while it plays: the old buffer is closed and a new one begun', () => {
    relay().says({ mime: PICTURE_AND_SOUND })
    open(0)
    relay().fragment(1)
    relay().fragment(2)
    relay().says({ mime: PICTURE })
    relay().fragment(3)
    open(1)
    source(0).buffer.done()

    expect(source(0).buffer.appended).toEqual([1])
    expect(source(1).mime).toBe(PICTURE)
    expect(session.hasSound).toBe(false)
    expect(source(1).buffer.appended).toEqual([3])
    expect(revoked).toEqual(['blob:1'])
    expect(session.video.src).toBe('blob:2')
    expect(problems).toEqual([])
  })

  it('another init segment of the same type: the buffer goes on', () => {
    relay().says({ mime: PICTURE })
    open(0)
    relay().fragment(1)
    source(0).buffer.done()
    relay().fragment(2)

    expect(FakeMediaSource.made).toHaveLength(1)
    expect(source(0).buffer.appended).toEqual([1, 2])
  })

  it('another type while it plays: the sound stays on, and the first picture was the first', () => {
    relay().says({ mime: PICTURE })
    session.video.muted = false
    relay().says({ mime: PICTURE_AND_SOUND })
    for (const frame of frames) frame()

    expect(session.video.muted).toBe(false)
    expect(shown).toBe(1)
  })

  it('another type this browser cannot play: ends and says so', () => {
    relay().says({ mime: PICTURE })
    relay().says({ mime: 'video/mp4; codecs="hvc1.1.6.L93.B0"' })

    expect(problems).toEqual(['CODEC'])
    expect(relay().closed).toBe(true)
    expect(revoked).toEqual(['blob:1'])
  })
})
