import { beforeEach, describe, expect, it } from 'vitest'
import { PointTree } from '../point/PointTree'
import { lastPlace, WallModel } from './wallModel'

const tree = new PointTree({
  regions: [{ code: '440000', name: '广东省', parent: '', level: 'province' }],
  sites: [{ id: 's1', name: '松溪司法所', kind: 'office', region: '440000', points: Array.from({ length: 11 }, (_, i) => ({ code: `p${i}`, name: `点位 ${i}`, place: 'gate' })) }],
})
const province = tree.find('440000')!
const point = (n: number) => tree.find(`p${n}`)!

describe('WallModel', () => {
  let wall: WallModel
  const codes = () => wall.state.cells.map((cell) => cell?.id ?? null)

  beforeEach(() => {
    localStorage.clear()
    wall = new WallModel()
  })

  it('a place fills the grid, and pages go round', () => {
    wall.show(province)
    expect(codes()[8]).toBe('p8')
    wall.turn(1)
    expect(codes().slice(0, 3)).toEqual(['p9', 'p10', null])
    wall.turn(1)
    expect(wall.state.page).toBe(0)
  })

  it('a point goes to the first free cell and stands on the wall once', () => {
    wall.place(point(3))
    wall.place(point(4))
    wall.place(point(3), 5)
    expect(codes()).toEqual([null, 'p4', null, null, null, 'p3', null, null, null])
  })

  it('another layout keeps the place in the list', () => {
    wall.show(province)
    wall.turn(1)
    wall.setLayout(4)
    expect(codes()).toEqual(['p8', 'p9', 'p10', null])
  })

  it('one cell shows what was chosen', () => {
    wall.show(province)
    wall.state.current = 6
    wall.setLayout(1)
    expect(codes()).toEqual(['p6'])
  })

  it('moving past the edge turns the page', () => {
    wall.show(province)
    wall.state.current = 5
    wall.move(1, 0)
    expect([wall.state.page, wall.state.current]).toEqual([1, 3])
  })

  it('sound belongs to one point and ends when it leaves the wall', () => {
    wall.show(province)
    wall.toggleSound()
    expect(wall.state.heard).toBe('p0')
    wall.remove(0)
    expect(wall.state.heard).toBe('')
  })

  it('the last place is remembered', () => {
    wall.show(province)
    expect(lastPlace(tree)).toBe(province)
  })
})
