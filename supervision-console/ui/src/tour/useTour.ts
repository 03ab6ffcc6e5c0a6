import { onBeforeUnmount, onMounted, watch } from 'vue'
import type { WallModel } from '../wall/wallModel'
import { TICK_MS, TourRunner, type CellView } from './TourRunner'

/** A tour's runner that lives as long as the wall, and says what was seen when it goes. */
export function useTour(wall: WallModel, views: ReadonlyMap<string, CellView>): TourRunner {
  const runner = new TourRunner(wall, views)
  const { tour } = runner
  const leave = () => void runner.tell()
  let timer: ReturnType<typeof setInterval> | undefined

  watch(() => (tour.isOn ? tour.cells().join(' ') : ''), () => runner.lay())
  onMounted(() => {
    timer = setInterval(() => runner.tick(), TICK_MS)
    globalThis.addEventListener('pagehide', leave)
  })
  onBeforeUnmount(() => {
    clearInterval(timer)
    globalThis.removeEventListener('pagehide', leave)
    leave()
  })
  return runner
}
