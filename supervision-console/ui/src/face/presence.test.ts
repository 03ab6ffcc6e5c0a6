import { expect, test, vi } from 'vitest'
import type { Standing } from '../api.face'
import { headAt } from './drawnHead'
import { PresenceRun, type PresenceCalls } from './presenceRun'
import { nearer, troubleOf, type Ask, type PresenceSource } from './presenceSource'

const at = (more: Partial<Standing>): Standing => ({ id: 'c1', state: 'going_on', ask: 'look_straight', made: 0, of: 3, next: 1, millisLeft: 1, hint: null, yawDegrees: null, pitchDegrees: null, ...more })

function fakeSource() {
  const asks: Ask[] = []
  const stop = vi.fn()
  const source: PresenceSource = {
    view: document.createElement('canvas'),
    frame: (ask) => {
      asks.push(ask)
      return Promise.resolve(new Blob(['x']))
    },
    stop,
  }
  return { source, asks, stop }
}

function fakeCalls(answers: Standing[]) {
  const numbers: number[] = []
  const left = vi.fn(() => Promise.resolve())
  const calls: PresenceCalls = {
    begin: () => Promise.resolve(at({})),
    frame: (_, number) => {
      numbers.push(number)
      return Promise.resolve(answers.shift() as Standing)
    },
    leave: left,
  }
  return { calls, numbers, left }
}

test('run_framesOneByOne_carryTheNumberTheLastAnswerNamed', async () => {
  const { source, asks, stop } = fakeSource()
  const { calls, numbers, left } = fakeCalls([at({ next: 2, ask: 'nod' }), at({ next: 3, state: 'passed' })])
  const end = await new PresenceRun(source, calls, () => undefined, 0).run()
  expect(end?.state).toBe('passed')
  expect(numbers).toEqual([1, 2])
  expect(asks).toEqual(['look_straight', 'nod'])
  expect(stop).toHaveBeenCalledOnce()
  expect(left).not.toHaveBeenCalled()
})

test('run_givenUp_endsTheChallengeAndTheCamera', async () => {
  const { source, stop } = fakeSource()
  const { calls, left } = fakeCalls([at({ next: 2 })])
  const run = new PresenceRun(source, calls, () => run.leave(), 60_000)
  expect(await run.run()).toBeNull()
  expect(stop).toHaveBeenCalledOnce()
  expect(left).toHaveBeenCalledWith('c1')
})

test('headAt_turnedAndLowered_movesTheNoseThatWay', () => {
  const head = { width: 120, height: 160 }
  expect(headAt(head, { yaw: 0, pitch: 0 })(0, 50, 30)).toEqual([0, 50])
  expect(headAt(head, { yaw: 20, pitch: 0 })(0, 50, 30)[0]).toBeGreaterThan(40)
  expect(headAt(head, { yaw: 0, pitch: 20 })(0, 50, 30)[1]).toBeGreaterThan(80)
})

test('nearer_far_goesOneStep', () => {
  expect(nearer({ yaw: 0, pitch: 5 }, { yaw: -34, pitch: 0 })).toEqual({ yaw: -12, pitch: 0 })
})

test('troubleOf_whatBrowsersThrow_hasAWordEach', () => {
  const named = (name: string) => Object.assign(new Error(name), { name })
  expect(['NotAllowedError', 'NotFoundError', 'NotReadableError'].map((name) => troubleOf(named(name)))).toEqual(['refused', 'none', 'taken'])
})
