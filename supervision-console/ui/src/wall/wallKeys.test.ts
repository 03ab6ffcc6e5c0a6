import { beforeEach, expect, it, vi } from 'vitest'
import { wallKeys, type WallActs } from './wallKeys'
import { WallModel } from './wallModel'

let wall: WallModel
let isMoving: boolean
const ptz = vi.fn<() => void>()
const nothing = () => undefined

const acts = (): WallActs => ({
  wall, ptz,
  isNarrow: () => false, isMoving: () => isMoving, running: () => null, chosenPoint: () => undefined,
  put: nothing, enlarge: nothing, focusCell: nothing, fullScreen: nothing, raise: nothing, still: nothing, tour: nothing,
})
const press = (key: string) => wallKeys(acts())(new KeyboardEvent('keydown', { key }))?.()

beforeEach(() => {
  wall = new WallModel()
  isMoving = false
  ptz.mockClear()
})

it('goes from cell to cell by arrows and digits', () => {
  press('ArrowRight')
  expect(wall.state.current).toBe(1)
  press('5')
  expect(wall.state.current).toBe(4)
})

it('leaves arrows and digits to a camera that is moved by them, and still hears P', () => {
  isMoving = true
  press('ArrowRight')
  press('5')
  expect(wall.state.current).toBe(0)
  press('p')
  expect(ptz).toHaveBeenCalledOnce()
})
