import { expect, it } from 'vitest'
import { floorOf, lowestOf, pointsOf } from './trend'

const points = pointsOf([{ day: '2026-11-24', share: 0.981 }, { day: '2026-11-25', share: null }, { day: '2026-11-26', share: 0.9712 }])

it('days without time stay empty and are no lowest day', () => {
  expect(points.map((point) => point.value)).toEqual([98.1, null, 97.1])
  expect(lowestOf(points)?.day).toBe('11-26')
  expect(lowestOf(pointsOf([{ day: '2026-11-25', share: null }]))).toBeNull()
})

it('the axis begins below every value', () => {
  expect(floorOf(points)).toBe(95)
  expect(floorOf(pointsOf([{ day: '2026-11-25', share: 0.3 }]))).toBe(0)
})
