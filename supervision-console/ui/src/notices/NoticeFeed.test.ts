import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Notice, NoticePage } from '../api.notices'
import { NoticeFeed, type Way } from './NoticeFeed'

class FakeSource {
  readonly CLOSED = 2
  readyState = 1
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  private hear: (event: { data: string }) => void = () => undefined
  addEventListener(_: string, hear: (event: { data: string }) => void) {
    this.hear = hear
  }
  say(notice: Notice) {
    this.hear({ data: JSON.stringify(notice) })
  }
  refuse() {
    this.readyState = 2
    this.onerror?.()
  }
  close() {
    this.readyState = 2
  }
}

const notice = (id: string): Notice => ({ id, at: '', kind: 'break_glass', region: '', object: '', facts: {} })

let pages: Record<string, NoticePage>
let sources: FakeSource[]
let told: { ids: string[]; way: Way }
let isDown: boolean
let feed: NoticeFeed

beforeEach(() => {
  vi.useFakeTimers()
  pages = {}
  sources = []
  isDown = false
  told = { ids: [], way: 'lost' }
  feed = new NoticeFeed({
    list: async (after) => {
      if (isDown) throw new Error('down')
      return pages[after] ?? { notices: [], next: null }
    },
    stream: () => {
      const source = new FakeSource()
      sources.push(source)
      return source as unknown as EventSource
    },
    trouble: () => undefined,
    changed: (notices, way) => (told = { ids: notices.map((one) => one.id), way }),
  })
})
afterEach(() => {
  feed.stop()
  vi.useRealTimers()
})

test('start_allPages_newestFirst', async () => {
  pages[''] = { notices: [notice('1'), notice('2')], next: '3' }
  pages['3'] = { notices: [notice('4')], next: null }
  await feed.start()
  expect(told.ids).toEqual(['4', '2', '1'])
})

test('heard_thatOneTwice_isOnce', async () => {
  pages[''] = { notices: [notice('1')], next: null }
  await feed.start()
  sources[0]?.say(notice('2'))
  sources[0]?.say(notice('2'))
  expect(told).toEqual({ ids: ['2', '1'], way: 'live' })
})

test('opened_whatCameBetween_isAskedFor', async () => {
  await feed.start()
  pages[''] = { notices: [notice('1')], next: null }
  sources[0]?.onopen?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toEqual({ ids: ['1'], way: 'live' })
})

test('refused_asksAgainAfterHalfAMinute', async () => {
  await feed.start()
  sources[0]?.refuse()
  expect(told.way).toBe('polling')
  pages[''] = { notices: [notice('1')], next: null }
  await vi.advanceTimersByTimeAsync(30_000)
  expect(told.ids).toEqual(['1'])
  expect(sources).toHaveLength(2)
})

test('down_isLost_andComesBack', async () => {
  isDown = true
  await feed.start()
  expect(told.way).toBe('lost')
  expect(sources).toHaveLength(0)
  isDown = false
  await vi.advanceTimersByTimeAsync(30_000)
  expect(sources).toHaveLength(1)
})

test('stopped_saysNothingMore', async () => {
  await feed.start()
  feed.stop()
  told = { ids: [], way: 'lost' }
  sources[0]?.say(notice('9'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told.ids).toEqual([])
  expect(sources).toHaveLength(1)
})
