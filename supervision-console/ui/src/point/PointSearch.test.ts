import { describe, expect, it } from 'vitest'
import type { PointRows } from '../api'
import { PointSearch } from './PointSearch'
import { placeOf, PointTree } from './PointTree'
import { spell } from './spell'

const rows: PointRows = {
  regions: [
    { code: '440000', name: '广东省', parent: '', level: 'province' },
    { code: '441400', name: '梅州市', parent: '440000', level: 'city' },
    { code: '441403', name: '梅县区', parent: '441400', level: 'county' },
    { code: '441422', name: '大埔县', parent: '441400', level: 'county' },
  ],
  sites: [
    {
      id: 's1', name: '松溪司法所', kind: 'office', region: '441403',
      points: [
        { code: '44140301001326000001', name: '接待窗口', place: 'counter' },
        { code: '44140301001326000002', name: '大门', place: 'gate' },
      ],
    },
    { id: 's2', name: '枫林司法所', kind: 'office', region: '441422', points: [{ code: '44142201001326000001', name: '接待窗口', place: 'counter' }] },
  ],
}

describe('PointSearch', () => {
  const tree = new PointTree(rows)
  const search = new PointSearch(tree, spell)
  const found = (query: string) => search.find(query).map((point) => point.id)

  it('characters and initials together', () => expect(found('梅县 jdck')).toEqual(['44140301001326000001']))
  it('initials of an office', () => expect(found('sxsfs')).toHaveLength(2))
  it('full pinyin', () => expect(found('meixian damen')).toEqual(['44140301001326000002']))
  it('a place read in its own way', () => expect(found('dabu')).toEqual(['44142201001326000001']))
  it('a part of the code', () => expect(found('441422')).toEqual(['44142201001326000001']))
  it('nothing for nothing', () => expect(found('  ')).toEqual([]))
  it('nothing for what is not there', () => expect(found('上海')).toEqual([]))

  it('the tree counts points below each place', () => {
    expect(tree.find('441400')?.points).toHaveLength(3)
    expect(placeOf(tree.points[0]!)).toBe('梅州 梅县区')
  })
})
