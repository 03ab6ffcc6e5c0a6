import { expect, test } from 'vitest'
import type { Watch } from '../api.ledger'
import { choose } from '../messages'
import { dayEnd, dayStart, partOfDay, yesterdayInChina } from './span'
import { lookWords, stripOf, sumOf } from './watchRows'

const look = (actor: string, start: string, seconds: number | null): Watch => ({ point: 'p', stream: 'sub', actor, name: actor, reason: '', start, seconds })

test('sumOf_twoLooksOfOne_countOnePerson', () => {
  const rows = [look('a', '2026-11-23T01:14:00Z', 48), look('a', '2026-11-23T07:02:00Z', 124), look('b', '2026-11-23T06:20:00Z', null)]
  expect(sumOf(rows)).toEqual({ people: 2, times: 3, seconds: 172 })
})

test('stripOf_standsInTheDayOfChina_andEndsWithIt', () => {
  const [noon, late] = stripOf([look('a', '2026-11-23T04:00:00Z', 8_640), look('a', '2026-11-23T15:59:00Z', 3_600)])
  expect(noon).toEqual({ at: 0.5, wide: 0.1 })
  expect(late!.at + late!.wide).toBe(1)
})

test('span_daysOfChinaAndOfFields', () => {
  expect(yesterdayInChina(Date.parse('2026-11-24T16:30:00Z'))).toBe('2026-11-24')
  expect(partOfDay(Date.parse('2026-11-23T16:00:00Z'))).toBe(0)
  expect(Date.parse(dayEnd('2026-11-23')) - Date.parse(dayStart('2026-11-23'))).toBe(86_400_000)
  expect(dayStart('')).toBe('')
  expect(dayEnd('nonsense')).toBe('')
})

test('lookWords_belowAnHour_hasSeconds', () => {
  choose('zh-CN')
  expect(lookWords(48)).toBe('48 秒')
  expect(lookWords(362)).toBe('6 分 02 秒')
  expect(lookWords(3_720)).toBe('1 小时 2 分')
})
