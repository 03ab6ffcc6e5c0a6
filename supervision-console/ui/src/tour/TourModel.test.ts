import { beforeEach, expect, it } from 'vitest'
import type { Run } from '../api.tours'
import { TourModel } from './TourModel'

const ready = () => true
let tour: TourModel

const run = (points: number, grid: 4 | 9 = 4): Run => ({
  run: { id: 'r', number: 'XC-20261126-01', name: '例行', state: 'running', points, started: '', ended: null, digest: '', leaf: -1, deleteOn: null },
  grid, seconds: 12, points: Array.from({ length: points }, (_, i) => `p${i}`), record: { looks: [] } as unknown as Run['record'],
})

beforeEach(() => {
  tour = new TourModel()
  tour.begin(run(10))
})

it('turns when its time is over, and ends behind the last page', () => {
  expect(tour.cells()).toEqual(['p0', 'p1', 'p2', 'p3'])
  tour.tick(11_900, ready)
  expect(tour.page).toBe(1)
  tour.tick(100, ready)
  expect([tour.page, tour.pageCount]).toEqual([2, 3])
  tour.tick(12_000, ready)
  expect(tour.cells()).toEqual(['p8', 'p9', '', ''])
  tour.tick(12_000, ready)
  expect(tour.state.isOver).toBe(true)
})

it('waits for pictures that are still to come, but not for ever', () => {
  tour.tick(12_000, (code) => code !== 'p5')
  expect([tour.page, tour.state.missing]).toEqual([1, 1])
  for (let i = 0; i < 6; i++) tour.tick(500, (code) => code !== 'p5')
  expect(tour.page).toBe(2)
  expect(tour.state.missing).toBe(0)
})

it('a pause counts and turns nothing', () => {
  tour.togglePause()
  tour.tick(60_000, ready)
  expect([tour.page, tour.state.pausedMs]).toEqual([1, 60_000])
  tour.togglePause()
  tour.tick(12_000, ready)
  expect(tour.page).toBe(2)
})

it('a pinned point stays in its cell, the others flow around it, none is left out', () => {
  tour.togglePin(1)
  const seen = new Set(tour.cells())
  while (tour.hasNext) {
    tour.turn(1)
    expect(tour.cells()[1]).toBe('p1')
    tour.cells().forEach((code) => seen.add(code))
  }
  seen.delete('')
  expect(seen.size).toBe(10)
})

it('goes back the way it came', () => {
  tour.turn(1)
  tour.togglePin(0)
  tour.turn(1)
  tour.turn(-1)
  expect(tour.state.at).toBe(4)
  tour.turn(-1)
  expect(tour.state.at).toBe(0)
})

it('warms only what is not on the page yet', () => {
  expect(tour.coming()).toEqual(['p4', 'p5', 'p6', 'p7'])
  tour.togglePin(0)
  expect(tour.coming()).toEqual(['p4', 'p5', 'p6'])
})
