import { describe, expect, it } from 'vitest'
import { isFinal, streamOf, waysAfter, waysFor } from './ways'

describe('waysFor', () => {
  it('asks both streams by WHEP before any by fragments', () => {
    expect(waysFor('sub', true, true).map((way) => `${way.via} ${way.stream}`)).toEqual(['whep sub', 'whep main', 'live sub', 'live main'])
  })

  it('without WebRTC, only fragments are left', () => {
    expect(waysFor('main', false, true).map((way) => `${way.via} ${way.stream}`)).toEqual(['live main', 'live sub'])
  })
})

describe('waysAfter', () => {
  it('B-frames: the other stream by WHEP is next', () => {
    const ways = waysFor('main', true, true)
    expect(waysAfter(ways, ways[0]!, 'B_FRAMES')[0]).toEqual({ stream: 'sub', via: 'whep' })
  })

  it('no way through for WebRTC: fragments of the same stream are next', () => {
    const ways = waysFor('sub', true, true)
    expect(waysAfter(ways, ways[0]!, 'CONNECTION')[0]).toEqual({ stream: 'sub', via: 'live' })
  })

  it('a full line: the other stream where the relay names it, else nothing', () => {
    const ways = waysFor('main', true, true)
    expect(waysAfter(ways, ways[0]!, 'LINE_FULL', ['44140301001326000001/sub']).map((way) => `${way.via} ${way.stream}`)).toEqual(['whep sub', 'live sub'])
    expect(waysAfter(ways, ways[0]!, 'LINE_FULL')).toEqual([])
    expect(isFinal('LINE_FULL')).toBe(false)
  })

  it('a camera that does not answer leaves nothing to try', () => {
    const ways = waysFor('sub', true, true)
    expect(waysAfter(ways, ways[0]!, 'UNREACHABLE')).toEqual([])
  })

  it('H.265 everywhere: what the relay names comes last, of the stream that was asked first', () => {
    let ways = waysFor('sub', true, true)
    for (const stream of ['sub', 'main']) ways = waysAfter(ways, ways[0]!, 'CODEC', [`44140301001326000001/${stream}-h264`])
    for (let i = 0; i < 2; i++) ways = waysAfter(ways, ways[0]!, 'CODEC')

    expect(ways.map((way) => `${way.via} ${streamOf(way)}`)).toEqual(['whep sub-h264', 'live sub-h264', 'whep main-h264', 'live main-h264'])
  })

  it('a relay that turns nothing: no further way', () => {
    const ways = waysFor('main', true, false)
    expect(waysAfter(ways, ways[0]!, 'B_FRAMES', ['44140301001326000001/sub'])).toEqual([{ stream: 'sub', via: 'whep' }])
  })

  it('B-frames where there are no fragments: the relay turns it, and is not asked to turn that again', () => {
    let ways = waysFor('main', true, false)
    ways = waysAfter(ways, ways[0]!, 'B_FRAMES', ['44140301001326000001/main-h264'])
    ways = waysAfter(ways, ways[0]!, 'UNKNOWN_STREAM')
    expect(ways.map(streamOf)).toEqual(['main-h264'])
    expect(waysAfter(ways, ways[0]!, 'CODEC', ['44140301001326000001/main-h264'])).toEqual([])
    expect(waysAfter(ways, ways[0]!, 'OVERLOADED')).toEqual([])
  })

  it('a refused password is final, a lost camera is not', () => {
    expect(isFinal('REFUSED_CREDENTIALS')).toBe(true)
    expect(isFinal('UNREACHABLE')).toBe(false)
  })
})
