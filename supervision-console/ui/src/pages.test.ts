import { afterEach, describe, expect, it, vi } from 'vitest'
import { allOf, pageOf, type List } from './pages'

const LIST: List = { path: '/api/things', rows: 'things', cursor: 'after' }

/** A console that tells these pages, by what they are asked for with. */
function pages(told: Record<string, { things: number[]; next: string | null }>): string[] {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address)
    const after = new URL(address, 'http://console').searchParams.get('after') ?? 'none'
    return new Response(JSON.stringify(told[after]), { status: 200, headers: { 'Content-Type': 'application/json' } })
  })
  return asked
}

describe('pages of a list', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('tells the next page from the cursor of the one before', async () => {
    pages({ '': { things: [1], next: 'a' }, a: { things: [2], next: null } })

    const first = await pageOf<number>(LIST)

    expect(first).toEqual({ rows: [1], next: 'a' })
    expect(await pageOf<number>(LIST, first.next ?? '')).toEqual({ rows: [2], next: null })
  })

  it('passes over a page that holds nothing for the reader', async () => {
    pages({ '': { things: [], next: 'a' }, a: { things: [3], next: 'b' } })

    expect(await pageOf<number>(LIST)).toEqual({ rows: [3], next: 'b' })
  })

  it('gathers all pages, also when the last is empty', async () => {
    const asked = pages({ '': { things: [1], next: 'a' }, a: { things: [], next: 'b' }, b: { things: [2], next: 'c' }, c: { things: [], next: null } })

    expect(await allOf<number>(LIST)).toEqual([1, 2])
    expect(asked).toHaveLength(4)
  })
})
