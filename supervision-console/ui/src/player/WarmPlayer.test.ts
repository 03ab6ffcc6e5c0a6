import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../session'
import { FakeRelay } from './FakeRelay'
import { StreamPlayer } from './StreamPlayer'
import type { PlayerState } from './types'
import { WantedPlayer } from './WantedPlayer'

const POINT = '44010301021326000001'
const PAUSED = `POST ${POINT}/sub?paused=true`

describe('StreamPlayer that is warmed', () => {
  let relay: FakeRelay
  let states: PlayerState[]
  let player: StreamPlayer

  const settle = () => vi.advanceTimersByTimeAsync(20)
  const now = () => states.at(-1)

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
    relay = new FakeRelay()
    states = []
    player = new StreamPlayer({
      point: POINT,
      first: 'sub',
      host: document.createElement('div'),
      ticket: async (stream) => relay.ticket(stream),
      onState: (state) => states.push(state),
    })
  })

  afterEach(() => {
    player.stop()
    relay.uninstall()
    vi.useRealTimers()
  })

  it('opens paused, and shows nothing however long it waits', async () => {
    player.warm()
    await vi.advanceTimersByTimeAsync(25_000)

    expect(now()).toEqual({ is: 'warm', way: { stream: 'sub', via: 'whep' } })
    expect(relay.asked).toEqual([PAUSED])
  })

  it('played: the same session is resumed, and its picture comes', async () => {
    player.warm()
    await settle()
    player.play()
    await settle()

    expect(now()).toEqual({ is: 'playing', way: { stream: 'sub', via: 'whep' }, hasSound: true })
    expect(relay.asked).toEqual([PAUSED, 'RESUME session-0'])
  })

  it('played while the answer is on its way: resumed when it has come', async () => {
    relay.answerAfterMs = 500
    player.warm()
    await settle()
    player.play()
    await vi.advanceTimersByTimeAsync(1_000)

    expect(now()?.is).toBe('playing')
    expect(relay.asked).toEqual([PAUSED, 'RESUME session-0'])
  })

  it('played after the relay gave it up: opened anew', async () => {
    relay.resumeRefused = { status: 404, kind: 'REQUEST' }
    player.warm()
    await settle()
    player.play()
    await settle()

    expect(now()?.is).toBe('playing')
    expect(relay.asked).toEqual([PAUSED, 'RESUME session-0', 'DELETE session-0', `POST ${POINT}/sub`])
  })

  it('given up before anybody looks: nothing is opened until somebody does', async () => {
    player.warm()
    await settle()
    relay.peers[0]?.become('closed')
    await vi.advanceTimersByTimeAsync(60_000)
    const before = [...relay.asked]
    relay.holdFrames = false
    const was = now()
    player.play()
    await settle()

    expect(was).toEqual({ is: 'idle' })
    expect(before).toEqual([PAUSED, 'DELETE session-0'])
    expect(now()?.is).toBe('playing')
    expect(relay.asked.at(-1)).toBe(`POST ${POINT}/sub`)
  })

  it('no sub stream: main is got ready', async () => {
    relay.refuse(`${POINT}/sub`, 'UNKNOWN_STREAM')
    player.warm()
    await settle()

    expect(now()).toEqual({ is: 'warm', way: { stream: 'main', via: 'whep' } })
  })

  it('a camera that does not answer: said at once, and tried again only when played', async () => {
    relay.refuse(`${POINT}/sub`, 'UNREACHABLE')
    player.warm()
    await vi.advanceTimersByTimeAsync(120_000)
    const was = now()
    const asked = relay.asked.length
    player.play()
    await settle()

    expect(was).toMatchObject({ is: 'fault', problem: { kind: 'UNREACHABLE' } })
    expect(was).not.toHaveProperty('retryAt')
    expect(asked).toBe(1)
    expect(relay.asked.at(-1)).toBe(`POST ${POINT}/sub`)
  })

  it('stopped: the session at the relay is ended', async () => {
    player.warm()
    await settle()
    player.stop()

    expect(relay.asked).toEqual([PAUSED, 'DELETE session-0'])
    expect(now()).toEqual({ is: 'idle' })
  })

  it('without WebRTC nothing is got ready, and playing goes its usual way', async () => {
    vi.stubGlobal('RTCPeerConnection', undefined)
    player.warm()
    await settle()

    expect(relay.asked).toEqual([])
    player.play()
    expect(now()).toMatchObject({ is: 'fault', problem: { kind: 'NO_PLAYER' } })
  })
})

describe('WantedPlayer that is warmed', () => {
  let relay: FakeRelay
  let player: WantedPlayer
  let states: PlayerState[]

  const settle = () => vi.advanceTimersByTimeAsync(20)

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
    relay = new FakeRelay()
    states = []
    session.reason = 'routine_tour'
    player = new WantedPlayer(
      () => ({ point: POINT, first: 'sub', host: document.createElement('div'), ticket: async (stream) => relay.ticket(stream) }),
      () => session.reason,
      (state) => states.push(state),
    )
  })

  afterEach(() => {
    player.stop()
    session.reason = null
    relay.uninstall()
    vi.useRealTimers()
  })

  it('is not on before it is played', async () => {
    player.warm()
    await settle()
    const before = player.isOn
    void player.play(true)
    await settle()

    expect([before, player.isOn]).toEqual([false, true])
    expect(relay.asked).toEqual([PAUSED, 'RESUME session-0'])
    expect(states.at(-1)?.is).toBe('playing')
  })

  it('no purpose: nothing is got ready and nobody is asked', async () => {
    session.reason = null
    player.warm()
    await settle()

    expect(relay.asked).toEqual([])
  })

  it('another purpose: what was got ready for the one before is ended', async () => {
    player.warm()
    await settle()
    session.reason = 'finding'
    player.purposeChanged()
    await settle()

    expect(relay.asked).toEqual([PAUSED, 'DELETE session-0'])
    expect(player.open).toBeUndefined()
  })

  it('played twice: one picture', async () => {
    player.warm()
    await settle()
    void player.play(true)
    void player.play(true)
    await settle()

    expect(relay.asked).toEqual([PAUSED, 'RESUME session-0'])
  })
})
