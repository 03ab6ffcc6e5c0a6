import { describe, expect, it } from 'vitest'
import type { Condition } from '../api.health'
import { PointTree } from '../point/PointTree'
import { arranged, counts, linesOf, within, type Filter } from './pointRows'

const tree = new PointTree({
  regions: [
    { code: '440000', name: '广东省', parent: '', level: 'province' },
    { code: '441400', name: '梅州市', parent: '440000', level: 'city' },
    { code: '441800', name: '清远市', parent: '440000', level: 'city' },
  ],
  sites: [
    { id: 's1', name: '松溪司法所', kind: 'office', region: '441400', points: ['p1', 'p2', 'p3'].map((code) => ({ code, name: code, place: 'gate' })) },
    { id: 's2', name: '茶园司法所', kind: 'office', region: '441800', points: [{ code: 'p4', name: 'p4', place: 'study' }] },
  ],
})
const bad = (code: string, state: Condition['state'], cause: Condition['cause'], since: string): [string, Condition] => [code, { code, state, cause, detail: '', since }]
const conditions = new Map([
  bad('p2', 'degraded', 'slow', '2026-11-24T01:00:00Z'),
  bad('p3', 'offline', 'noAnswer', '2026-11-24T01:00:00Z'),
  bad('p4', 'offline', 'noAnswer', '2026-11-24T02:00:00Z'),
])
const work = { id: 'w', kind: 'site' as const, subject: 's2', note: '', person: '', from: '', to: '2026-11-24T09:00:00Z' }
const none: Filter = { region: '', place: '', only: '', found: null, unlocated: false }
const codes = (lines: ReturnType<typeof linesOf>) => lines.map((line) => line.point.id)

describe('pointRows', () => {
  const known = { conditions, works: new Map(), shares: new Map([['p1', 0.5]]), isTold: true }
  const lines = linesOf(tree.points, known)

  it('a line has what stands in the table', () => {
    expect(lines[0]).toMatchObject({ title: '松溪司法所 · p1', where: '梅州', share: 0.5, shown: { kind: 'online' } })
    expect(lines[1]?.share).toBeUndefined()
  })

  it('the needy come first, among them the latest', () => expect(codes(arranged(lines, '', true))).toEqual(['p4', 'p3', 'p2', 'p1']))
  it('the order of the tree where nobody asks for another', () => expect(codes(arranged(lines, '', false))).toEqual(['p1', 'p2', 'p3', 'p4']))
  it('only those in a state', () => expect(codes(arranged(lines, 'degraded', true))).toEqual(['p2']))
  it('buttons count within the other filters', () => {
    expect(counts(lines)).toEqual({ offline: 2, refused: 0, degraded: 1, unregistered: 0, maintenance: 0 })
    expect(counts(within(lines, { ...none, region: '441400' })).offline).toBe(1)
    expect(codes(within(lines, { ...none, place: 'study' }))).toEqual(['p4'])
    expect(codes(within(lines, { ...none, found: new Set([tree.points[1]!]) }))).toEqual(['p2'])
  })

  it('planned work takes a point out of those that are offline', () => {
    const during = linesOf(tree.points, { ...known, works: new Map([['s2', work]]) })
    expect(counts(during)).toMatchObject({ offline: 1, maintenance: 1 })
  })

  it('nothing is called online before it was asked', () => {
    expect(linesOf(tree.points, { ...known, isTold: false }).every((line) => line.shown.kind === 'asking')).toBe(true)
  })
})
