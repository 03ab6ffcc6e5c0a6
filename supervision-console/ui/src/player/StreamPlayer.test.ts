import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeSocket, installFakeLive } from './FakeLive'
import { FakeRelay } from './FakeRelay'
import { StreamPlayer } from './StreamPlayer'
import type { PlayerState, StreamName } from './types'

const POINT = '44010301021326000001'

describe('StreamPlayer', () => {
  let relay: FakeRelay
  let states: PlayerState[]
  let player: StreamPlayer
  let host: HTMLElement

  function playerOf(first: StreamName = 'sub') {
    states = []
    host = document.createElement('div')
    player = new StreamPlayer({
      point: POINT,
      first,
      host,
      ticket: async (stream) => relay.ticket(stream),
      onState: (state) => states.push(state),
    })
    return player
  }

  const settle = () => vi.advanceTimersByTimeAsync(20)
  const now = () => states.at(-1)

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
    performance.clearMarks()
    relay = new FakeRelay()
  })

  afterEach(() => {
    player.stop()
    relay.uninstall()
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  it('warm stream: asks once, with the ticket and no candidates, and leaves its marks', async () => {
    playerOf().play()
    await settle()

    expect(now()).toEqual({ is: 'playing', way: { stream: 'sub', via: 'whep' }, hasSound: true })
    expect(relay.asked).toEqual([`POST ${POINT}/sub`])
    expect(relay.authorisations).toEqual([`Bearer ticket-of-${POINT}/sub`])
    expect(performance.getEntriesByName('player:click')).toHaveLength(1)
    const [frame] = performance.getEntriesByName('player:first-frame') as PerformanceMark[]
    expect(frame?.detail).toEqual({ point: POINT, stream: 'sub', via: 'whep' })
  })

  it('a point without sound says so', async () => {
    relay.silent = true
    playerOf().play()
    await settle()

    expect(now()).toEqual({ is: 'playing', way: { stream: 'sub', via: 'whep' }, hasSound: false })
  })

  it('shows the steps on the way', async () => {
    playerOf().play()
    await settle()

    const steps = states.filter((state) => state.is === 'connecting').map((state) => state.step)
    expect(steps).toEqual([1, 2, 3, 4])
  })

  it('B-frames on main: the sub stream comes by WHEP', async () => {
    relay.refuse(`${POINT}/main`, 'B_FRAMES')
    playerOf('main').play()
    await settle()

    expect(now()).toEqual({ is: 'playing', way: { stream: 'sub', via: 'whep' }, hasSound: true })
  })

  it('a full line with room for the other stream: that one comes', async () => {
    relay.refuse(`${POINT}/main`, 'LINE_FULL', [`${POINT}/sub`])
    playerOf('main').play()
    await settle()

    expect(now()).toEqual({ is: 'playing', way: { stream: 'sub', via: 'whep' }, hasSound: true })
  })

  it('no sub stream: main comes', async () => {
    relay.refuse(`${POINT}/sub`, 'UNKNOWN_STREAM')
    playerOf().play()
    await settle()

    expect(now()).toEqual({ is: 'playing', way: { stream: 'main', via: 'whep' }, hasSound: true })
  })

  it('H.265 on both and no way to play it: says so and does not try again', async () => {
    relay.refuse(`${POINT}/sub`, 'CODEC')
    relay.refuse(`${POINT}/main`, 'CODEC')
    playerOf().play()
    await settle()
    await vi.advanceTimersByTimeAsync(120_000)

    expect(now()).toMatchObject({ is: 'fault', problem: { kind: 'CODEC' } })
    expect(relay.asked).toEqual([`POST ${POINT}/sub`, `POST ${POINT}/main`])
  })

  it('H.265 on both, turned by the relay: comes as H.264, and says that it is turned', async () => {
    relay.refuse(`${POINT}/sub`, 'CODEC', [`${POINT}/main`, `${POINT}/sub-h264`])
    relay.refuse(`${POINT}/main`, 'CODEC', [`${POINT}/sub`, `${POINT}/main-h264`])
    playerOf().play()
    await settle()

    expect(now()).toEqual({ is: 'playing', way: { stream: 'sub', via: 'whep', turned: true }, hasSound: true })
    expect(relay.asked.at(-1)).toBe(`POST ${POINT}/sub-h264`)
    expect((await player.figures()).turned).toBe(true)
  })

  it('a camera that does not answer: tries again later, and keeps the time it began', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    relay.refuse(`${POINT}/sub`, 'UNREACHABLE')
    playerOf().play()
    await settle()
    const first = now()
    await vi.advanceTimersByTimeAsync(1_000)
    const again = relay.asked.length
    relay.allow(`${POINT}/sub`)
    await vi.advanceTimersByTimeAsync(10_000)

    expect(first).toMatchObject({ is: 'fault', problem: { kind: 'UNREACHABLE' } })
    expect(first?.is === 'fault' && first.retryAt).toBeGreaterThan(0)
    expect(again).toBe(2)
    expect(now()?.is).toBe('playing')
  })

  it('a refused password: no second try by itself', async () => {
    relay.refuse(`${POINT}/sub`, 'REFUSED_CREDENTIALS')
    playerOf().play()
    await settle()
    await vi.advanceTimersByTimeAsync(300_000)

    expect(relay.asked).toHaveLength(1)
    expect(now()).not.toHaveProperty('retryAt')
  })

  it('a failed connection: a new session with a new ticket', async () => {
    playerOf().play()
    await settle()
    relay.peers[0]?.become('failed')
    await vi.advanceTimersByTimeAsync(3_000)

    expect(relay.asked).toEqual([`POST ${POINT}/sub`, `DELETE session-0`, `POST ${POINT}/sub`])
    expect(now()?.is).toBe('playing')
  })

  it('pictures that stand still end the session, whatever the connection says', async () => {
    playerOf().play()
    await settle()
    relay.peers[0]!.frozen = true
    await vi.advanceTimersByTimeAsync(13_000)

    expect(states.some((state) => state.is === 'fault' && state.problem.kind === 'NO_FRAMES')).toBe(true)
  })

  it('enlarged: the old picture stays until the new one moves', async () => {
    playerOf().play()
    await settle()
    relay.holdFrames = true
    player.prefer('main')
    await settle()
    const meanwhile = now()
    relay.releaseFrames()
    await settle()

    expect(meanwhile).toEqual({ is: 'playing', way: { stream: 'sub', via: 'whep' }, hasSound: true })
    expect(now()).toEqual({ is: 'playing', way: { stream: 'main', via: 'whep' }, hasSound: true })
    expect(relay.asked.at(-1)).toBe('DELETE session-0')
  })

  it('sound: on by WHEP, on for the stream that follows, and off', async () => {
    const video = () => host.querySelector('video')
    playerOf().play()
    await settle()
    const before = video()?.muted
    player.setMuted(false)
    const on = video()?.muted
    player.prefer('main')
    await settle()
    const onMain = video()?.muted
    player.setMuted(true)

    expect([before, on, onMain, video()?.muted]).toEqual([true, false, false, true])
  })

  it('sound: on by fragments too', async () => {
    vi.stubGlobal('RTCPeerConnection', undefined)
    installFakeLive()
    playerOf()
    player.setMuted(false)
    player.play()
    await settle()
    FakeSocket.made[0]!.onopen?.()
    FakeSocket.made[0]!.says({ mime: 'video/mp4; codecs="avc1.4d400b,opus"' })
    const coming = host.querySelector('video')?.muted
    await settle()

    expect(now()).toEqual({ is: 'playing', way: { stream: 'sub', via: 'live' }, hasSound: true })
    expect([coming, host.querySelector('video')?.muted]).toEqual([true, false])
    vi.restoreAllMocks()
  })

  it('stopped: the session is ended at the relay', async () => {
    playerOf().play()
    await settle()
    player.stop()
    await settle()

    expect(relay.asked).toEqual([`POST ${POINT}/sub`, 'DELETE session-0'])
    expect(relay.keptAlive).toBe(true)
  })

  it('stopped while the answer is on its way: that session is ended too', async () => {
    relay.answerAfterMs = 500
    playerOf().play()
    await settle()
    player.stop()
    await vi.advanceTimersByTimeAsync(1_000)

    expect(relay.asked).toEqual([`POST ${POINT}/sub`, 'DELETE session-0'])
  })
})
