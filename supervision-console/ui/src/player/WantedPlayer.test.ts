import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answered, isAsking } from '../purpose/purpose'
import { session } from '../session'
import { FakeRelay } from './FakeRelay'
import type { PlayerState } from './types'
import { WantedPlayer } from './WantedPlayer'

const POINT = '44010301021326000001'

describe('WantedPlayer', () => {
  let relay: FakeRelay
  let states: PlayerState[]
  let player: WantedPlayer
  let tickets: number

  const settle = () => vi.advanceTimersByTimeAsync(20)
  const now = () => states.at(-1)

  function purposeIs(reason: string | null) {
    session.reason = reason
    player.purposeChanged()
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
    relay = new FakeRelay()
    states = []
    tickets = 0
    session.reason = null
    const ticket = async (stream: string) => {
      tickets++
      return relay.ticket(stream)
    }
    player = new WantedPlayer(
      () => ({ point: POINT, first: 'sub', host: document.createElement('div'), ticket }),
      () => session.reason,
      (state) => states.push(state),
    )
  })

  afterEach(() => {
    player.stop()
    answered(false)
    relay.uninstall()
    vi.useRealTimers()
  })

  it('no purpose: asks, and opens with one ticket once it is said', async () => {
    void player.play(true)
    await settle()
    expect([isAsking.value, tickets]).toEqual([true, 0])

    session.reason = 'routine_tour'
    answered(true)
    player.purposeChanged()
    await settle()

    expect(now()?.is).toBe('playing')
    expect(tickets).toBe(1)
  })

  it('not said: shows why it is closed, and opens when it is said later', async () => {
    void player.play(true)
    answered(false)
    await settle()
    expect(now()).toMatchObject({ is: 'fault', problem: { kind: 'NO_REASON' } })
    expect(tickets).toBe(0)

    purposeIs('visit')
    await settle()
    expect(now()?.is).toBe('playing')
  })

  it('the purpose ends: the session at the relay ends with it', async () => {
    session.reason = 'routine_tour'
    void player.play(true)
    await settle()
    purposeIs(null)
    await settle()

    expect(now()).toMatchObject({ is: 'fault', problem: { kind: 'NO_REASON' } })
    expect(relay.asked).toEqual([`POST ${POINT}/sub`, 'DELETE session-0'])
  })

  it('another purpose: a new ticket, and the picture stays until the new one moves', async () => {
    session.reason = 'routine_tour'
    void player.play(true)
    await settle()
    relay.holdFrames = true
    purposeIs('finding')
    await settle()
    const meanwhile = now()
    relay.releaseFrames()
    await settle()

    expect(meanwhile?.is).toBe('playing')
    expect(tickets).toBe(2)
    expect(relay.asked).toEqual([`POST ${POINT}/sub`, `POST ${POINT}/sub`, 'DELETE session-0'])
  })

  it('stopped while asked: nothing opens', async () => {
    void player.play(true)
    player.stop()
    session.reason = 'routine_tour'
    answered(true)
    await settle()

    expect(now()).toEqual({ is: 'idle' })
    expect(tickets).toBe(0)
  })
})
