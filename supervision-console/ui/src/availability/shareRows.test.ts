import { describe, expect, it } from 'vitest'
import type { Availability } from '../api.health'
import { percent } from '../messages'
import { beginOf, dayOf, daysBetween, lastDays } from './period'
import { arrangedShares, barOf, below, floorOf, wholeShare } from './shareRows'

const row = (key: string, share: number | null, availableSeconds = 0, downSeconds = 0): Availability =>
  ({ key, name: key, points: 1, share, availableSeconds, downSeconds, plannedSeconds: 0, unknownSeconds: 0 })

describe('shareRows', () => {
  const rows = [row('a', 0.99), row('b', null), row('c', 0.93)]

  it('the worst first, those without a figure last', () => expect(arrangedShares(rows, 'city').map((one) => one.key)).toEqual(['c', 'a', 'b']))
  it('days keep their order', () => expect(arrangedShares(rows, 'day').map((one) => one.key)).toEqual(['a', 'b', 'c']))
  it('bars begin at 90 % unless one is below', () => {
    expect(floorOf(rows)).toBe(0.9)
    expect(floorOf([...rows, row('d', 0.2)])).toBe(0)
    expect(barOf(0.95, 0.9).length).toBeCloseTo(50)
    expect(barOf(0.5, 0.9)).toEqual({ length: 2, isLow: true })
  })

  it('the whole weighs by time', () => {
    expect(wholeShare([row('a', 1, 300, 0), row('b', 0, 0, 100)])).toBe(0.75)
    expect(wholeShare([row('b', null)])).toBeNull()
  })

  it('a row opens the next finer places', () => expect([below('city'), below('county'), below('site')]).toEqual(['county', 'site', null]))

  it('nearly all is not all', () => expect([percent(0.9996), percent(1), percent(0.9864), percent(null)]).toEqual(['99.9 %', '100.0 %', '98.6 %', '—']))
})

describe('period', () => {
  const lateInChina = Date.parse('2026-11-25T17:00:00Z')
  it('days are those of China', () => expect(dayOf(lateInChina)).toBe('2026-11-26'))
  it('a day begins eight hours before it does in Greenwich', () => expect(new Date(beginOf('2026-11-26')).toISOString()).toBe('2026-11-25T16:00:00.000Z'))
  it('the last 30 days have today among them', () => {
    const { from, to } = lastDays(30, lateInChina)
    expect([from, to, daysBetween(from, to)]).toEqual(['2026-10-28', '2026-11-26', 30])
  })
})
