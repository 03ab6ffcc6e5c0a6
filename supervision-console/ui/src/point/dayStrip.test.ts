import { describe, expect, it } from 'vitest'
import type { Span } from '../api.health'
import { breaksOf, lastPeriod, stripOf } from './dayStrip'

// 09:14 on 24 November in China.
const now = Date.parse('2026-11-24T01:14:00Z')
const period = lastPeriod(30, now)
const span = (state: Span['state'], from: string, to: string | null): Span => ({ state, cause: 'none', detail: '', from: `${from}+08:00`, to: to && `${to}+08:00` })

describe('stripOf', () => {
  it('begins at midnight of China, thirty days with today', () => {
    expect(new Date(period.begin).toISOString()).toBe('2026-10-25T16:00:00.000Z')
  })

  it('a state over midnight is cut there', () => {
    const parts = stripOf([span('offline', '2026-11-22T22:30:00', '2026-11-23T05:42:00')], [], period)
    expect(parts).toEqual([
      { day: 27, part: 'down', from: 22.5, to: 24 },
      { day: 28, part: 'down', from: 0, to: 5.7 },
    ])
  })

  it('what lasts ends now, and what began earlier begins with the first day', () => {
    expect(stripOf([span('degraded', '2026-11-24T09:00:00', null)], [], period)).toEqual([{ day: 29, part: 'weak', from: 9, to: 9 + 14 / 60 }])
    const long = stripOf([span('online', '2026-09-01T00:00:00', null)], [], period)
    expect([long.length, long[0]]).toEqual([30, { day: 0, part: 'good', from: 0, to: 24 }])
  })

  it('time nobody looked at stays empty', () => expect(stripOf([span('unknown', '2026-11-24T00:00:00', null)], [], period)).toEqual([]))

  it('planned work lies above, also what is to come today', () => {
    const work = { id: 'w', kind: 'point' as const, subject: 'p', note: '', person: '', from: '2026-11-24T08:00:00+08:00', to: '2026-11-24T12:00:00+08:00' }
    expect(stripOf([span('offline', '2026-11-24T08:00:00', null)], [work], period).map((part) => [part.part, part.from, part.to])).toEqual([['down', 8, 9 + 14 / 60], ['planned', 8, 12]])
  })
})

describe('breaksOf', () => {
  it('has those within the period with their length', () => {
    const spans = [
      span('online', '2026-11-24T09:00:00', null),
      span('offline', '2026-11-24T03:10:00', '2026-11-24T09:00:00'),
      span('unknown', '2026-11-23T00:00:00', '2026-11-24T03:10:00'),
      span('offline', '2026-09-01T00:00:00', '2026-09-02T00:00:00'),
    ]
    expect(breaksOf(spans, period).map((one) => [one.from, one.millis / 60_000])).toEqual([['2026-11-24T03:10:00+08:00', 350]])
  })
})
