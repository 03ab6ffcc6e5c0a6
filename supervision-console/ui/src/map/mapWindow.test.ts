import { describe, expect, it } from 'vitest'
import { boundsOf, fitted, graticule, MOST_SCALE, moved, narrowingOf, reachOf, scaleBar, toPlace, toScreen, zoomed, type Bounds } from './mapWindow'

const province: Bounds = { west: 109.7, east: 117, south: 20.7, north: 25.3 }
const size = { width: 1000, height: 600 }
const narrowing = narrowingOf(province)
const whole = fitted(province, size, narrowing)

describe('mapWindow', () => {
  it('all of it lies inside the edge, north above', () => {
    const northWest = toScreen(whole, { longitude: province.west, latitude: province.north })
    const southEast = toScreen(whole, { longitude: province.east, latitude: province.south })
    expect(northWest.x).toBeGreaterThanOrEqual(55.9)
    expect(northWest.y).toBeCloseTo(56)
    expect(southEast.x).toBeLessThanOrEqual(944.1)
    expect(southEast.y).toBeCloseTo(544)
  })

  it('a degree of longitude is shorter by the cosine of the middle latitude', () => {
    const here = toScreen(whole, { longitude: 113, latitude: 23 })
    const east = toScreen(whole, { longitude: 114, latitude: 23 })
    const north = toScreen(whole, { longitude: 113, latitude: 24 })
    expect((east.x - here.x) / (here.y - north.y)).toBeCloseTo(Math.cos((23 * Math.PI) / 180))
  })

  it('what lies under the pointer stays there when it comes nearer', () => {
    const before = toPlace(whole, 700, 100)
    const near = zoomed(whole, 4, 700, 100)
    expect(near.scale).toBeCloseTo(whole.scale * 4)
    expect(toScreen(near, before).x).toBeCloseTo(700)
    expect(toScreen(near, before).y).toBeCloseTo(100)
  })

  it('a metre is a pixel at the nearest', () => {
    const near = zoomed(whole, 1e9)
    expect(near.scale).toBe(MOST_SCALE)
    expect(scaleBar(near)).toEqual({ metres: 100, pixels: 100 })
  })

  it('a single place is shown from as near as can be', () => {
    const at = { longitude: 113, latitude: 23 }
    const bounds = boundsOf([at])
    expect(bounds && fitted(bounds, size, narrowing)).toMatchObject({ ...at, scale: MOST_SCALE })
  })

  it('is pushed with the pointer, and never off its paper', () => {
    expect(moved(whole, 50, 20, province).longitude).toBeLessThan(whole.longitude)
    expect(moved(whole, 50, 20, province).latitude).toBeGreaterThan(whole.latitude)
    expect(moved(whole, 1e6, -1e6, province)).toMatchObject({ longitude: province.west, latitude: province.south })
  })

  it('lines stand at round degrees, not too close', () => {
    const { meridians, parallels } = graticule(whole)
    expect(meridians.map((line) => line.degrees)).toEqual([109, 110, 111, 112, 113, 114, 115, 116, 117, 118])
    expect(parallels.every((line) => line.digits === 0 && line.at >= 0 && line.at <= 600)).toBe(true)
    expect(graticule(zoomed(whole, 10)).meridians[0]?.digits).toBe(1)
  })

  it('the scale bar has a round length', () => {
    const { metres, pixels } = scaleBar(whole)
    expect(metres).toBe(100_000)
    expect(pixels).toBeLessThanOrEqual(130)
  })

  it('nothing has no bounds', () => {
    expect(boundsOf([])).toBeNull()
    expect(reachOf({ west: 113, east: 113.01, south: 23, north: 23.001 }, 1_000, 0.9)).toBeCloseTo(9)
  })
})
