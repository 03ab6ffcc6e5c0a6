import { expect, it } from 'vitest'
import { ageOf, sourceOf } from './thumbs'

const taken = '2026-11-24T01:14:00Z'

it('says how old it is, never that it is to come', () => {
  expect(ageOf(taken, Date.parse(taken) + 130_000)).toBe('2 分钟前')
  expect(ageOf(taken, Date.parse(taken) + 40_000)).toBe('40 秒前')
  expect(ageOf(taken, Date.parse(taken) + 3 * 3_600_000)).toBe('3 小时前')
  expect(ageOf(taken, Date.parse(taken) - 900)).toBe('0 秒前')
})

it('a newer picture has another address', () => {
  expect(sourceOf('p1', taken)).toBe('/api/points/p1/thumbnail?taken=2026-11-24T01%3A14%3A00Z')
})
