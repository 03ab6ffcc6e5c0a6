import { expect, it } from 'vitest'
import type { Incident } from '../api.health'
import { PointTree } from '../point/PointTree'
import { incidentLines } from './incidentRows'

const tree = new PointTree({
  regions: [
    { code: '440000', name: '广东省', parent: '', level: 'province' },
    { code: '441400', name: '梅州市', parent: '440000', level: 'city' },
  ],
  sites: [{ id: 's1', name: '松溪司法所', kind: 'office', region: '441400', points: [{ code: 'p1', name: '大门', place: 'gate' }] }],
})
const now = new Date(2026, 10, 24, 9, 14).getTime()
const from = new Date(2026, 10, 24, 3, 10).toISOString()
const incident = (more: Partial<Incident>): Incident =>
  ({ id: 'i', kind: 'point', code: 'p1', name: '大门', siteId: 's1', site: '松溪司法所', region: '441400', cause: 'refused', points: 1, from, to: null, ...more })

it('an office comes before a point, and each leads to its page', () => {
  const site = incident({ id: 's', kind: 'site', code: '', name: '', cause: 'noAnswer', points: 9 })
  const lines = incidentLines([incident({}), site], tree, now)
  expect(lines[0]).toMatchObject({ what: '9 个点位同时中断，不应答', where: '梅州 松溪司法所', since: '03:10' })
  expect(decodeURIComponent(lines[0]!.to)).toBe('/points?region=441400&q=松溪司法所')
  expect(lines[1]).toMatchObject({ what: '1 个点位，密码被拒绝', where: '梅州 松溪司法所 大门', to: '/points/p1' })
})
