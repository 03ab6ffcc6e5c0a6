import { wayOf } from '../point/ptzKeys'
import type { TreeNode } from '../point/PointTree'
import type { TourModel } from '../tour/TourModel'
import type { WallModel } from './wallModel'

export interface WallActs {
  wall: WallModel
  isNarrow(): boolean
  put(point: TreeNode, cell: number): void
  chosenPoint(): TreeNode | undefined
  enlarge(): void
  focusCell(): void
  fullScreen(): void
  raise(): void
  still(): void
  ptz(): void
  /** Whether the camera of the current cell takes arrows and digits. */
  isMoving(): boolean
  tour(): void
  /** The tour that runs, if one does. */
  running(): TourModel | null
}

/** The wall's keys, for the whole page; fields and dialogs keep theirs. */
export function wallKeys(acts: WallActs): (event: KeyboardEvent) => (() => void) | undefined {
  const { wall } = acts
  const move = (dx: number, dy: number) => () => {
    wall.move(dx, dy)
    acts.focusCell()
  }
  const back = () => {
    wall.state.enlarged = false
    acts.focusCell()
  }
  const always: Record<string, () => void> = {
    ArrowLeft: move(-1, 0), ArrowRight: move(1, 0), ArrowUp: move(0, -1), ArrowDown: move(0, 1),
    PageUp: () => wall.turn(-1), PageDown: () => wall.turn(1),
    Delete: () => wall.remove(wall.state.current),
  }
  const single: Record<string, () => void> = {
    a: () => wall.toggleSound(), z: acts.fullScreen, f: acts.raise, s: acts.still, p: acts.ptz, t: acts.tour,
    i: () => { wall.state.figures = !wall.state.figures },
  }

  function digit(key: string): (() => void) | undefined {
    const cell = Number(key) - 1
    if (!/^[1-9]$/.test(key) || cell >= wall.state.layout) return undefined
    const tour = acts.running()
    if (tour) return () => tour.togglePin(cell)
    const point = acts.chosenPoint()
    if (point) return () => acts.put(point, cell)
    return () => {
      wall.state.current = cell
      acts.focusCell()
    }
  }

  const touring = (tour: TourModel): Record<string, () => void> => ({ ' ': () => tour.togglePause(), PageUp: () => tour.turn(-1), PageDown: () => tour.turn(1) })

  return (event) => {
    const tour = acts.running()
    const turn = tour && !isButton(event.target) ? touring(tour)[event.key] : undefined
    if (turn) return turn
    if (event.key === 'Escape') return wall.state.enlarged ? back : undefined
    // Enter on a button is the button's.
    if (event.key === 'Enter') return isButton(event.target) ? undefined : acts.enlarge
    if (acts.isMoving() && (wayOf(event.key) || /^[1-9]$/.test(event.key))) return undefined
    return single[event.key.toLowerCase()] ?? digit(event.key) ?? (acts.isNarrow() ? undefined : always[event.key])
  }
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, [role="treeitem"]') !== null
}
