import { beforeEach, expect, test } from 'vitest'
import { tree } from '../point/points'
import { PointTree } from '../point/PointTree'
import { glassPlace } from './glassPlace'

const POINT = '44140301001326000001'

beforeEach(() => {
  tree.value = new PointTree({
    regions: [
      { code: '440000', name: '广东省', parent: '', level: 'province' },
      { code: '441400', name: '梅州市', parent: '440000', level: 'city' },
      { code: '441403', name: '梅县区', parent: '441400', level: 'county' },
    ],
    sites: [{ id: 's1', name: '松溪司法所', kind: 'office', region: '441403', points: [{ code: POINT, name: '大门', place: 'gate' }, { code: '44140301001326000002', name: '走廊', place: 'corridor' }] }],
  })
})

test('glassPlace_codeOutOfSight_isTakenAsItIs', () => {
  expect(glassPlace('point', ' 44010301001326000009 ')).toEqual({ placeKind: 'point', place: '44010301001326000009' })
  expect(glassPlace('region', '440100')).toEqual({ placeKind: 'region', place: '440100' })
})

test('glassPlace_nameOfOne_isFound', () => {
  expect(glassPlace('point', '大门')).toEqual({ placeKind: 'point', place: POINT })
  expect(glassPlace('site', '松溪司法所')).toEqual({ placeKind: 'site', place: 's1' })
  expect(glassPlace('region', '梅县区')).toEqual({ placeKind: 'region', place: '441403' })
})

test('glassPlace_nothingOrTwo_isNoPlace', () => {
  expect(glassPlace('point', '')).toBeNull()
  expect(glassPlace('point', '松溪司法所')).toBeNull()
  expect(glassPlace('region', '潮州市')).toBeNull()
})
