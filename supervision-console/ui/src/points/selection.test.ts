import { describe, expect, it } from 'vitest'
import { PointTree } from '../point/PointTree'
import { oneByOne, subjectsOf } from './selection'

const points = (...codes: string[]) => codes.map((code) => ({ code, name: code, place: 'gate' }))
const tree = new PointTree({
  regions: [{ code: '440000', name: '广东省', parent: '', level: 'province' }],
  sites: [
    { id: 's1', name: '松溪司法所', kind: 'office', region: '440000', points: points('p1', 'p2') },
    { id: 's2', name: '茶园司法所', kind: 'office', region: '440000', points: points('p3', 'p4') },
  ],
})
const chosen = (...codes: string[]) => codes.map((code) => tree.find(code)!)

describe('selection', () => {
  it('all points of an office are the office', () => {
    expect(subjectsOf(chosen('p1', 'p3', 'p2'))).toEqual([
      { kind: 'site', subject: 's1', points: 2 },
      { kind: 'point', subject: 'p3', points: 1 },
    ])
  })

  it('stops at the first that fails and says how far it came', async () => {
    const told: number[] = []
    const end = await oneByOne(['a', 'b', 'c'], (one) => (one === 'b' ? Promise.reject(new Error('no')) : Promise.resolve()), ({ done }) => told.push(done))
    expect(end).toMatchObject({ done: 1, all: 3 })
    expect(told).toEqual([0, 1])
  })
})
