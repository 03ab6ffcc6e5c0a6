import { describe, expect, it } from 'vitest'
import type { Condition, Maintenance } from '../api.health'
import { PointTree } from '../point/PointTree'
import { markOf, rankOf, shownOf, wordsOf, workNow, workOn } from './condition'

const tree = new PointTree({
  regions: [{ code: '440000', name: '广东省', parent: '', level: 'province' }],
  sites: [{ id: 's1', name: '松溪司法所', kind: 'office', region: '440000', points: [{ code: 'p1', name: '大门', place: 'gate' }] }],
})
const now = new Date(2026, 10, 24, 9, 14).getTime()
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString()
const condition = (state: Condition['state'], cause: Condition['cause'], since: string): Condition => ({ code: 'p1', state, cause, detail: '', since })
const work = (subject: string, from: string, to: string): Maintenance => ({ id: subject + to, kind: 'site', subject, note: '', person: '', from, to })

describe('condition', () => {
  const said = (c: Condition) => wordsOf(shownOf(c, undefined), now)

  it('says the state and since when', () => {
    expect(said(condition('offline', 'noAnswer', at(2026, 10, 24, 3, 10)))).toBe('离线，03:10 起')
    expect(said(condition('unauthorised', 'refused', at(2026, 10, 23, 17, 42)))).toBe('密码被拒绝，昨天 17:42 起')
    expect(said(condition('degraded', 'noStream', at(2026, 10, 21, 9, 0)))).toBe('没有这路码流，11-21 起')
    expect(said(condition('unknown', 'notRegistered', at(2026, 10, 24, 3, 10)))).toBe('还没登记')
    expect(wordsOf(shownOf(undefined, undefined), now)).toBe('在线')
  })

  it('planned work comes before what it causes', () => {
    const on = work('s1', at(2026, 10, 24, 8, 0), at(2026, 10, 24, 12, 0))
    const shown = shownOf(condition('offline', 'noAnswer', at(2026, 10, 24, 8, 1)), on)
    expect(wordsOf(shown, now)).toBe('检修至 12:00')
    expect(markOf(shown.kind)).toEqual({ icon: 'st-plan', tone: 'quiet' })
  })

  it('finds the work on an office that goes on now, the one that ends last', () => {
    const short = work('s1', at(2026, 10, 24, 8, 0), at(2026, 10, 24, 10, 0))
    const long = work('440000', at(2026, 10, 24, 8, 0), at(2026, 10, 24, 12, 0))
    const over = work('p1', at(2026, 10, 24, 8, 0), at(2026, 10, 24, 9, 0))
    expect(workOn(tree.points[0]!, workNow([short, long, over], now))).toBe(long)
  })

  it('those that need work come first', () => {
    expect(rankOf('offline')).toBeLessThan(rankOf('unauthorised'))
    expect(rankOf('slow')).toBeLessThan(rankOf('maintenance'))
    expect(rankOf('maintenance')).toBeLessThan(rankOf('online'))
  })
})
