import { expect, it } from 'vitest'
import type { Maintenance } from '../api.health'
import { PointTree } from '../point/PointTree'
import { workLines } from './workRows'

const at = (hour: number) => new Date(2026, 10, 24, hour).toISOString()
const now = Date.parse(at(10))
const tree = new PointTree({
  regions: [
    { code: '440000', name: '广东省', parent: '', level: 'province' },
    { code: '441400', name: '梅州市', parent: '440000', level: 'city' },
    { code: '441403', name: '梅县区', parent: '441400', level: 'county' },
  ],
  sites: [{ id: 's', name: '松溪司法所', kind: 'office', region: '441403', points: [{ code: '44140301001326000001', name: '接待窗口', place: 'counter' }] }],
})
const work = (id: string, kind: Maintenance['kind'], subject: string, from: number, to: number): Maintenance => ({ id, kind, subject, note: '专线割接', person: 'admin', from: at(from), to: at(to) })

it('lists what goes on and what is to come, by its names', () => {
  const lines = workLines([work('later', 'point', '44140301001326000001', 12, 13), work('past', 'site', 's', 7, 9), work('now', 'site', 's', 9, 11), work('other', 'point', 'x', 14, 15), work('cancelled', 'site', 's', 16, 16)], tree, now)

  expect(lines.map((line) => [line.id, line.isOn, line.where, line.times])).toEqual([
    ['now', true, '梅州 梅县区 松溪司法所', '11-24 09:00 – 11:00'],
    ['later', false, '梅州 梅县区 松溪司法所 接待窗口', '11-24 12:00 – 13:00'],
    ['other', false, '已停用的地方', '11-24 14:00 – 15:00'],
  ])
})
