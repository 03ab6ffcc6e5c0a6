import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EVERY_MS, ThumbFeed } from './ThumbFeed'

describe('ThumbFeed', () => {
  let asked: string[]
  let told: string[]
  let visible: boolean
  let fails: boolean
  let feed: ThumbFeed

  beforeEach(() => {
    vi.useFakeTimers()
    asked = []
    told = []
    visible = true
    fails = false
    feed = new ThumbFeed({
      ask: async (codes) => {
        asked.push(codes.join())
        if (fails) throw new Error('gone')
        return Object.fromEntries(codes.map((code) => [code, 'now']))
      },
      onTaken: (taken) => told.push(Object.keys(taken).join()),
      onProblem: () => told.push('problem'),
      isVisible: () => visible,
    })
  })
  afterEach(() => {
    feed.end()
    vi.useRealTimers()
  })
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  it('asks soon a second time, then every ten seconds', async () => {
    feed.want(['a', 'b'])
    await pass(1_000)
    await pass(3_000)
    expect(asked).toEqual(['a,b', 'a,b'])
    await pass(EVERY_MS)
    await pass(EVERY_MS)
    expect(asked).toHaveLength(4)
    expect(told[0]).toBe('a,b')
  })

  it('of pages that change quickly it asks for the last', async () => {
    feed.want(['a'])
    await pass(100)
    feed.want(['b'])
    await pass(1_000)
    expect(asked).toEqual(['b'])
  })

  it('is silent while the page is hidden, and asks when it is seen again', async () => {
    visible = false
    feed.want(['a'])
    await pass(60_000)
    expect(asked).toEqual([])
    visible = true
    feed.wake()
    await pass(1)
    expect(asked).toEqual(['a'])
  })

  it('goes on after a problem, and not after its end', async () => {
    fails = true
    feed.want(['a'])
    await pass(1_000)
    expect(told).toEqual(['problem'])
    fails = false
    await pass(3_000)
    expect(told).toEqual(['problem', 'a'])
    feed.end()
    await pass(60_000)
    expect(asked).toHaveLength(2)
  })
})
