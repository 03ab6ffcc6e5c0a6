import { expect, it } from 'vitest'
import { LookKeeper } from './LookKeeper'

const cell = (point: string, frames: number, why = '') => ({ point, frames, why })

it('counts only pictures that move on a visible page', () => {
  const keeper = new LookKeeper()
  keeper.tick(500, [cell('a', 1), cell('b', 9)], true)
  keeper.tick(500, [cell('a', 8), cell('b', 9)], true)
  keeper.tick(500, [cell('a', 15), cell('b', 9)], false)
  keeper.tick(500, [cell('a', 22), cell('b', 9)], true)
  expect(keeper.take()).toEqual([{ point: 'a', millis: 1_000, why: 'NO_FRAMES' }, { point: 'b', millis: 0, why: 'NO_FRAMES' }])
  expect(keeper.take()).toEqual([])
})

it('says what keeps a picture away', () => {
  const keeper = new LookKeeper()
  keeper.tick(500, [cell('a', 0, 'UNREACHABLE')], true)
  expect(keeper.take()).toEqual([{ point: 'a', millis: 0, why: 'UNREACHABLE' }])
})

it('loses nothing that could not be said', () => {
  const keeper = new LookKeeper()
  keeper.tick(500, [cell('a', 1)], false)
  keeper.putBack([{ point: 'a', millis: 900, why: '' }])
  keeper.tick(500, [cell('a', 2)], true)
  expect(keeper.take()).toEqual([{ point: 'a', millis: 1_400, why: '' }])
})
