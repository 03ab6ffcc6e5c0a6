import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PtzHold, REPEAT_MS, type Speed } from './PtzHold'

const LEFT: Speed = { pan: -0.5, tilt: 0, zoom: 0 }
const UP: Speed = { pan: 0, tilt: 0.5, zoom: 0 }

describe('PtzHold', () => {
  let sent: string[]
  let answers: { good(): void; bad(problem: Error): void }[]
  let problems: unknown[]
  let hold: PtzHold

  beforeEach(() => {
    vi.useFakeTimers()
    sent = []
    answers = []
    problems = []
    hold = new PtzHold({
      move: (speed) => {
        sent.push(`move ${speed.pan} ${speed.tilt}`)
        return new Promise<void>((good, bad) => answers.push({ good, bad }))
      },
      stop: async () => void sent.push('stop'),
      onProblem: (problem) => problems.push(problem),
    })
  })
  afterEach(() => vi.useRealTimers())

  const beat = () => vi.advanceTimersByTimeAsync(REPEAT_MS)
  async function answer() {
    answers.shift()?.good()
    await vi.advanceTimersByTimeAsync(0)
  }

  it('moves at once, and again while it is held', async () => {
    hold.press(LEFT)
    await answer()
    await beat()
    await answer()
    await beat()
    expect(sent).toEqual(['move -0.5 0', 'move -0.5 0', 'move -0.5 0'])
  })

  it('stops when it is let go, and says nothing more', async () => {
    hold.press(LEFT)
    await answer()
    hold.release()
    hold.release()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent).toEqual(['move -0.5 0', 'stop'])
  })

  it('leaves a beat out while a request is on its way', async () => {
    hold.press(LEFT)
    await beat()
    await beat()
    expect(sent).toEqual(['move -0.5 0'])
    await answer()
    await beat()
    expect(sent).toHaveLength(2)
  })

  it('the stop does not wait, and is said again behind a late movement', async () => {
    hold.press(LEFT)
    hold.release()
    expect(sent).toEqual(['move -0.5 0', 'stop'])
    await answer()
    expect(sent).toEqual(['move -0.5 0', 'stop', 'stop'])
  })

  it('a request that fails ends it, with a stop', async () => {
    hold.press(LEFT)
    answers.shift()?.bad(new Error('held'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent).toEqual(['move -0.5 0', 'stop'])
    expect(problems).toEqual([new Error('held')])
    expect(hold.isHeld).toBe(false)
  })

  it('another way while held: the next beat goes there', async () => {
    hold.press(LEFT)
    await answer()
    hold.press(UP)
    await beat()
    expect(sent).toEqual(['move -0.5 0', 'move 0 0.5'])
  })
})
