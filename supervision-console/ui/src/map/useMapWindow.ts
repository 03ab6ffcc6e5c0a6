import { onBeforeUnmount, onMounted, shallowRef, type Ref } from 'vue'
import { fitted, moved, MOST_SCALE, narrowingOf, zoomed, type Bounds, type MapWindow } from './mapWindow'

const STEP = 1.6
const WHEEL = 0.0015
const MOST_TURN = 300
const PUSH = 80
/** A pointer that went less far has clicked. */
const DRAG_FROM = 4
/** How far the middle may go past the outermost point, in degrees. */
const MARGIN = 0.1

/** What the map shows: as large as its box, moved and zoomed by pointer, wheel and keys. */
export function useMapWindow(box: Ref<HTMLElement | null>, bounds: () => Bounds | null) {
  const at = shallowRef<MapWindow | null>(null)
  let watching: ResizeObserver | undefined

  const size = () => ({ width: box.value?.clientWidth ?? 0, height: box.value?.clientHeight ?? 0 })

  function fit(to: Bounds | null = bounds()) {
    if (to && size().width) at.value = fitted(to, size(), at.value?.narrowing ?? narrowingOf(bounds() ?? to))
  }

  /** All of it, and nearer than now in any case. */
  function into(to: Bounds) {
    const now = at.value
    if (!now) return
    const next = fitted(to, size(), now.narrowing)
    at.value = { ...next, scale: Math.min(MOST_SCALE, Math.max(next.scale, now.scale * STEP)) }
  }

  function zoom(factor: number, x?: number, y?: number) {
    if (at.value) at.value = zoomed(at.value, factor, x, y)
  }

  function push(dx: number, dy: number) {
    const all = bounds()
    if (!at.value || !all) return
    const limits = { west: all.west - MARGIN, east: all.east + MARGIN, south: all.south - MARGIN, north: all.north + MARGIN }
    at.value = moved(at.value, dx, dy, limits)
  }

  const nearer = () => zoom(STEP)
  const farther = () => zoom(1 / STEP)
  const keys: Record<string, () => void> = {
    ArrowLeft: () => push(PUSH, 0), ArrowRight: () => push(-PUSH, 0), ArrowUp: () => push(0, PUSH), ArrowDown: () => push(0, -PUSH),
    '+': nearer, '=': nearer, '-': farther, '0': () => fit(),
  }

  onMounted(() => {
    fit()
    if (!box.value) return
    watching = new ResizeObserver(() => {
      if (!at.value) fit()
      else if (size().width) at.value = { ...at.value, ...size() }
    })
    watching.observe(box.value)
  })
  onBeforeUnmount(() => watching?.disconnect())

  return { at, fit, into, nearer, farther, pointer: pointerActs(box, zoom, push), keys }
}

type Zoom = (factor: number, x: number, y: number) => void
type Push = (dx: number, dy: number) => void

/** What wheel and pointer do: what lies under them stays under them. */
function pointerActs(box: Ref<HTMLElement | null>, zoom: Zoom, push: Push) {
  let dragged: { x: number; y: number; isOn: boolean } | undefined
  const ends = () => (dragged = undefined)

  const inBox = (event: MouseEvent) => {
    const { left, top } = box.value?.getBoundingClientRect() ?? { left: 0, top: 0 }
    return [event.clientX - left, event.clientY - top] as const
  }

  return {
    wheel: (event: WheelEvent) => zoom(Math.exp(-Math.max(-MOST_TURN, Math.min(MOST_TURN, event.deltaY)) * WHEEL), ...inBox(event)),
    dblclick: (event: MouseEvent) => zoom(STEP, ...inBox(event)),
    pointerdown(event: PointerEvent) {
      if (event.button === 0) dragged = { x: event.clientX, y: event.clientY, isOn: false }
    },
    pointermove(event: PointerEvent) {
      if (!dragged) return
      const [dx, dy] = [event.clientX - dragged.x, event.clientY - dragged.y]
      if (!dragged.isOn && Math.hypot(dx, dy) < DRAG_FROM) return
      // Whoever drags by a mark does not press it.
      if (!dragged.isOn) (event.currentTarget as Element).setPointerCapture(event.pointerId)
      dragged = { x: event.clientX, y: event.clientY, isOn: true }
      push(dx, dy)
    },
    pointerup: ends,
    pointercancel: ends,
  }
}
