import { describe, expect, it } from 'vitest'
import type { PointRows } from '../api'
import { PointTree } from '../point/PointTree'
import { linesOf } from '../points/pointRows'
import { APART, canPart, dotsOf, boundsOfDots, grouped, onScreen, wallQuery, whereabouts, type Dot } from './groups'
import { fitted, MOST_SCALE, narrowingOf, toScreen } from './mapWindow'
import { labelled, namesOf } from './names'
import { partsOf } from './parts'

const CITIES = 21
const SITES = 50
const STEP = 1e-5
const TRIES = 20
const A_FEW_MS = 20

/** Cities in two rows, each with sites round its middle; two points of a site a metre apart. */
function rows(cities: number, sites: number): PointRows {
  const regions: PointRows['regions'] = [{ code: 'p', name: '某省', parent: '', level: 'province' }]
  const all: PointRows['sites'] = []
  for (let c = 0; c < cities; c++) {
    regions.push({ code: `c${c}`, name: `市${c}`, parent: 'p', level: 'city' }, { code: `k${c}`, name: `县${c}`, parent: `c${c}`, level: 'county' })
    for (let s = 0; s < sites; s++) {
      const at = { longitude: 110 + (c % 7) + 0.3 * Math.cos(s * 2.4), latitude: 21 + Math.floor(c / 7) * 1.5 + 0.3 * Math.sin(s * 2.4) * ((s + 1) / sites) }
      all.push({
        id: `s${c}-${s}`, name: `所${s}`, kind: 'office', region: `k${c}`,
        points: [
          { code: `${c}-${s}-a`, name: '门', place: 'gate', ...at },
          { code: `${c}-${s}-b`, name: '窗', place: 'counter', longitude: at.longitude + STEP, latitude: at.latitude },
        ],
      })
    }
  }
  return { regions, sites: all }
}

function dots(of: PointRows, offline: readonly string[] = []): Dot[] {
  const conditions = new Map(offline.map((code) => [code, { code, state: 'offline' as const, cause: 'noAnswer' as const, detail: '', since: '2026-11-24T01:00:00Z' }]))
  return dotsOf(linesOf(new PointTree(of).points, { conditions, works: new Map(), shares: new Map(), isTold: true }))
}

function whole(of: readonly Dot[]) {
  const bounds = boundsOfDots(of)
  if (!bounds) throw new Error('nothing is anywhere')
  return fitted(bounds, { width: 1000, height: 600 }, narrowingOf(bounds))
}

const all = dots(rows(CITIES, SITES), ['3-7-a'])
const province = whole(all)

describe('groups', () => {
  it('2,100 points come into groups that stand apart, none lost, in a few milliseconds', () => {
    let [groups, fastest] = [grouped(all, province), Infinity]
    for (let i = 0; i < TRIES; i++) {
      const begin = performance.now()
      groups = grouped(all, province)
      fastest = Math.min(fastest, performance.now() - begin)
    }
    expect(fastest).toBeLessThan(A_FEW_MS)
    expect(groups.reduce((sum, group) => sum + group.dots.length, 0)).toBe(CITIES * SITES * 2)
    const places = groups.map((group) => toScreen(province, group.middle))
    const nearest = Math.min(...places.flatMap((a, i) => places.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))))
    expect(nearest).toBeGreaterThanOrEqual(APART)
  })

  it('one that cannot be seen is counted where it stands', () => {
    const groups = grouped(all, province)
    expect(groups.reduce((sum, group) => sum + group.unseen, 0)).toBe(1)
    expect(groups.find((group) => group.unseen)?.dots.map((dot) => dot.line.point.id)).toContain('3-7-a')
  })

  it('moving the map keeps the groups, which have names of their own', () => {
    const keys = (longitude: number) => onScreen(grouped(all, province), { ...province, longitude }).map((group) => group.key)
    expect(keys(province.longitude + 0.01)).toEqual(keys(province.longitude))
    expect(new Set(keys(province.longitude)).size).toBe(keys(province.longitude).length)
  })

  it('points without a place are on no map', () => {
    const of = rows(1, 2)
    of.sites[0]?.points.push({ code: 'x', name: '柜台', place: 'counter' })
    expect(dots(of)).toHaveLength(4)
  })

  it('only what comes apart on the nearest map can be parted', () => {
    expect(canPart(all, province.narrowing)).toBe(true)
    const site = all.slice(0, 2)
    expect(canPart(site, province.narrowing)).toBe(false)
    expect(grouped(site, { scale: MOST_SCALE, narrowing: province.narrowing })).toHaveLength(1)
  })

  it('a group is named by the lowest place that holds it and the parts of that', () => {
    const of = (group: readonly Dot[]) => whereabouts(group.map((dot) => dot.line.point))
    expect(of(all.slice(0, 2))).toEqual({ above: ['市0', '县0', '所0'], parts: [] })
    expect(of(all.slice(0, 4))).toEqual({ above: ['市0', '县0'], parts: ['所0', '所1'] })
    expect(of(all.slice(SITES * 2 - 1, SITES * 2 + 1))).toEqual({ above: [], parts: ['市0', '市1'] })
  })

  it('a place is told with the number of its points', () => {
    expect(partsOf(all)).toHaveLength(CITIES)
    expect(partsOf(all)[3]).toMatchObject({ unseen: 1, node: { name: '市3' } })
    expect(partsOf(all)[3]?.dots).toHaveLength(SITES * 2)
  })

  it('the wall is asked for a place, or for so many points that can be seen', () => {
    const lines = all.map((dot) => dot.line)
    expect(wallQuery(lines.slice(0, 2), 16)).toEqual({ at: 'k0:所0' })
    expect(wallQuery(lines.slice(0, 1), 16)).toEqual({ at: '0-0-a' })
    expect(wallQuery(lines.slice(SITES * 6 + 13, SITES * 6 + 17), 2)).toEqual({ points: '3-6-b,3-7-b' })
  })
})

describe('names', () => {
  it('cities are named from far, counties and offices from near, none over a mark', () => {
    const names = namesOf(all)
    const groups = onScreen(grouped(all, province), province)
    const labels = labelled(names, groups, province)
    expect(labels.length).toBeGreaterThan(CITIES / 2)
    expect(labels.every((label) => label.rank === 2)).toBe(true)
    expect(labels.every((label) => groups.every((group) => Math.abs(group.x - label.x) > group.radius || Math.abs(group.y - label.y) > group.radius))).toBe(true)
    const first = all[0]
    expect(first && labelled(names, [], { ...province, ...first.at, scale: 9_000 }).some((label) => label.rank === 4)).toBe(true)
    expect(labelled(names, [], { ...province, scale: 500 }).some((label) => label.rank === 3)).toBe(true)
  })
})
