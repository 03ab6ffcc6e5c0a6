import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Notice, NoticePage } from '../api.notices'
import { NoticeFeed, type Way } from './NoticeFeed'

class FakeSource {
  readonly OPEN = 1
  readonly CLOSED = 2
  readyState = 1
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  private readonly hears = new Map<string, (event: { data: string }) => void>()
  addEventListener(name: string, hear: (event: { data: string }) => void) {
    this.hears.set(name, hear)
  }
  tell(name: string, data: string) {
    this.hears.get(name)?.({ data })
  }
  say(notice: Notice) {
    this.tell('notice', JSON.stringify(notice))
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
let heard: string[]
let asked: number
let silences: number
let feed: NoticeFeed

beforeEach(() => {
  vi.useFakeTimers()
  pages = {}
  sources = []
  isDown = false
  heard = []
  asked = 0
  silences = 0
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
    others: { states: (data) => heard.push(data) },
    ask: async () => asked++,
    silent: () => silences++,
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

test('refused_asksForWhatElseIsTold', async () => {
  await feed.start()
  sources[0]?.refuse()
  expect(asked).toBe(1)
})

test('heard_whatElseIsTold_isHandedOn', async () => {
  await feed.start()
  sources[0]?.tell('states', '{}')
  expect(heard).toEqual(['{}'])
})

test('silent_isSaid_andAMuteStreamBegunAnew', async () => {
  await feed.start()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(silences).toBe(0)
  sources[0]?.tell('states', '{}')
  await vi.advanceTimersByTimeAsync(6_000)
  expect(silences).toBe(1)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(sources).toHaveLength(2)
})

test('silent_theBrowserTriesByItself_isLeftToIt', async () => {
  await feed.start()
  if (sources[0]) sources[0].readyState = 0
  await vi.advanceTimersByTimeAsync(60_000)
  expect(silences).toBeGreaterThan(0)
  expect(sources).toHaveLength(1)
})

test('down_isLost_andComesBack', async () => {
  isDown = true
  await feed.start()
  expect(told.way).toBe('lost')
  expect(sources).toHaveLength(0)
  isDown = false
  await vi.advanceTimersByTimeAsync(5_000)
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
