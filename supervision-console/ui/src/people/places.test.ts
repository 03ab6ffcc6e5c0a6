import { expect, test } from 'vitest'
import { PointTree } from '../point/PointTree'
import { fullWords, isIn, pointWords, siteFull, siteNamed, sitesWithin } from './places'

const tree = new PointTree({
  regions: [
    { code: '44', name: '广东省', parent: '', level: 'province' },
    { code: '4414', name: '梅州市', parent: '44', level: 'city' },
    { code: '441403', name: '梅县区', parent: '4414', level: 'county' },
    { code: '441402', name: '梅江区', parent: '4414', level: 'county' },
  ],
  sites: [
    { id: 's1', name: '城东司法所', kind: 'office', region: '441403', points: [{ code: '1', name: '大门', place: 'gate' }] },
    { id: 's2', name: '城东司法所', kind: 'office', region: '441402', points: [] },
  ],
})

test('siteNamed_twoOfThatName_needsTheCounty', () => {
  expect(siteNamed(tree, '4414', '城东司法所')).toBeUndefined()
  expect(siteNamed(tree, '441402', ' 城东司法所 ')?.key).toBe('s2')
})

test('siteFull_wordsOfTheList_tellTwoOfANameApart', () => {
  expect(siteFull(tree, '梅州 梅江区 城东司法所')?.key).toBe('s2')
  expect(siteFull(tree, '城东司法所')).toBeUndefined()
})

test('sitesWithin_province_hasAll', () => {
  expect(sitesWithin(tree, '44')).toHaveLength(2)
  expect(sitesWithin(tree, 'nowhere')).toEqual([])
})

test('pointWords_unknownCode_staysTheCode', () => {
  expect(pointWords(tree, '1')).toBe('城东司法所 · 大门')
  expect(pointWords(tree, '999')).toBe('999')
})

test('isIn_and_fullWords_followThePath', () => {
  const point = tree.find('1')
  expect(point && isIn(point, '4414')).toBe(true)
  expect(point && isIn(point, '441402')).toBe(false)
  expect(point && fullWords(point)).toBe('梅州 梅县区 城东司法所 · 大门')
})
