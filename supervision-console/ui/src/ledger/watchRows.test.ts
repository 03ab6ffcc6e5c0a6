import { expect, test } from 'vitest'
import type { Watch } from '../api.ledger'
import { choose } from '../messages'
import { dayEnd, dayStart, partOfDay, yesterdayInChina } from './span'
import { lookWords, muchWords, stripOf, sumOf, sumWords, whyWords } from './watchRows'

const look = (actor: string, start: string, seconds: number | null): Watch => ({ kind: 'live', point: 'p', stream: 'sub', actor, name: actor, reason: '', text: '', start, seconds, count: 1 })
const NOON = '2026-11-23T04:00:00Z'
const still = (actor: string, kind: 'snapshot' | 'thumbnail', count: number): Watch => ({ ...look(actor, NOON, null), kind, stream: '', count })
const pull = (ticket: string): Watch => ({ ...look(ticket, NOON, 60), kind: 'platform', name: '市局平台', reason: 'platform' })

test('sumOf_twoLooksOfOne_countOnePerson', () => {
  const rows = [look('a', '2026-11-23T01:14:00Z', 48), look('a', '2026-11-23T07:02:00Z', 124), look('b', '2026-11-23T06:20:00Z', null)]
  expect(sumOf(rows)).toEqual({ people: 2, platforms: 0, times: 3, seconds: 172, stills: 0 })
})

test('sumOf_platformsAndPictures_areNoPersonsAndNoViews', () => {
  const rows = [pull('t1'), pull('t2'), still('a', 'snapshot', 3), still('a', 'thumbnail', 2)]
  expect(sumOf(rows)).toEqual({ people: 1, platforms: 1, times: 2, seconds: 120, stills: 3 })
  choose('zh-CN')
  expect(sumWords(rows)).toBe('1 人、1 个平台看过 2 次，共 2 分 00 秒，截图 3 张')
  expect(sumWords([still('a', 'thumbnail', 2)])).toBe('1 人只看过图片')
})

test('whyWords_numberTextAndWhatWasDeleted', () => {
  choose('zh-CN')
  const why = (reason: string, text = '') => whyWords({ ...look('a', NOON, 1), reason, text })
  expect(why('finding:2026-118')).toBe('处理问题 2026-118')
  expect(why('other', '看看大门口')).toBe('其他 看看大门口')
  expect(why('other')).toBe('其他 （文字已删除）')
  expect(why('platform')).toBe('平台取流')
  expect(why('')).toBe('没有写')
})

test('muchWords_viewsLastAndPicturesAreCounted', () => {
  choose('zh-CN')
  expect(muchWords(look('a', NOON, 48))).toBe('48 秒')
  expect(muchWords(look('a', NOON, null))).toBe('没有记到结束')
  expect(muchWords(still('a', 'snapshot', 3))).toBe('3 张')
  expect(muchWords(still('a', 'thumbnail', 2))).toBe('2 段')
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
