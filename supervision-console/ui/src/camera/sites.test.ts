import { expect, it } from 'vitest'
import { PointTree } from '../point/PointTree'
import { sitesByText } from './sites'

it('offices of the same name are told apart by their place', () => {
  const site = (id: string, name: string, region: string) => ({ id, name, kind: 'office', region, points: [{ code: id, name: '大门', place: 'gate' }] })
  const tree = new PointTree({
    regions: [
      { code: '440000', name: '广东省', parent: '', level: 'province' },
      { code: '441400', name: '梅州市', parent: '440000', level: 'city' },
      { code: '441800', name: '清远市', parent: '440000', level: 'city' },
    ],
    sites: [site('s1', '松溪司法所', '441400'), site('s2', '松溪司法所', '441800'), site('s3', '茶园司法所', '441800')],
  })
  expect([...sitesByText(tree)].map(([text, one]) => [text, one.key])).toEqual([['松溪司法所 梅州', 's1'], ['松溪司法所 清远', 's2'], ['茶园司法所', 's3']])
})
