import { describe, expect, it } from 'vitest'
import type { Problem } from '../problem'
import { LiveBuffer } from './LiveBuffer'

class FakeSourceBuffer extends EventTarget {
  updating = false
  mode = ''
  readonly appended: number[] = []
  readonly removed: [number, number][] = []
  ranges: [number, number][] = []

  get buffered() {
    return rangesOf(this.ranges)
  }

  appendBuffer(data: ArrayBuffer): void {
    this.appended.push(data.byteLength)
    this.updating = true
  }

  remove(from: number, to: number): void {
    this.removed.push([from, to])
    this.updating = true
  }

  done(): void {
    this.updating = false
    this.dispatchEvent(new Event('updateend'))
  }
}

function rangesOf(ranges: [number, number][]) {
  return { length: ranges.length, start: (i: number) => ranges[i]![0], end: (i: number) => ranges[i]![1] }
}

class FakeSource extends EventTarget {
  readonly buffer = new FakeSourceBuffer()
  addSourceBuffer = () => this.buffer
}

function live(ranges: [number, number][] = [], currentTime = 0) {
  const source = new FakeSource()
  source.buffer.ranges = ranges
  const video = { buffered: rangesOf(ranges), currentTime, playbackRate: 1 }
  const problems: string[] = []
  const buffer = new LiveBuffer(source as unknown as MediaSource, 'video/mp4', video as unknown as HTMLVideoElement, (problem: Problem) => problems.push(problem.kind))
  source.dispatchEvent(new Event('sourceopen'))
  return { source, video, problems, buffer }
}

describe('LiveBuffer', () => {
  it('appends one fragment at a time, in order', () => {
    const { source, buffer } = live()
    buffer.append(new ArrayBuffer(1))
    buffer.append(new ArrayBuffer(2))
    expect(source.buffer.appended).toEqual([1])
    source.buffer.done()
    expect(source.buffer.appended).toEqual([1, 2])
  })

  it('far behind: jumps to the live edge', () => {
    const { video, buffer } = live([[0, 10]], 3)
    buffer.append(new ArrayBuffer(1))
    expect(video.currentTime).toBeCloseTo(9.6)
  })

  it('a little behind: hurries, and stops hurrying when close', () => {
    const { source, video, buffer } = live([[0, 10]], 8.5)
    buffer.append(new ArrayBuffer(1))
    expect(video.playbackRate).toBeGreaterThan(1)
    video.currentTime = 9.8
    source.buffer.done()
    expect(video.playbackRate).toBe(1)
  })

  it('long shown: removes what was shown', () => {
    const { source, buffer } = live([[0, 20]], 19.8)
    buffer.append(new ArrayBuffer(1))
    expect(source.buffer.removed).toEqual([[0, 13.8]])
  })

  it('a browser that does not keep up: ends instead of filling the memory', () => {
    const { problems, buffer } = live()
    for (let i = 0; i < 10; i++) buffer.append(new ArrayBuffer(1024 * 1024))
    expect(problems).toContain('ENDED')
  })
})
