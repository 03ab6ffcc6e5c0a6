import { computed, onBeforeUnmount, onMounted, ref, watch } from 'vue'
import { tourApi, type Run, type RunWish } from '../api.tours'
import { problemWords } from '../messages'
import { tree } from '../point/points'
import type { PlayerState } from '../player/types'
import { needPurpose } from '../purpose/purpose'
import { noticeProblem } from '../session'
import type { WallModel } from '../wall/wallModel'
import { LookKeeper } from './LookKeeper'
import { TourModel } from './TourModel'

const TICK_MS = 250
const TELL_MS = 10_000
/** So long before a page turns, the pictures of the next one are opened, paused. */
const WARM_MS = 8_000

/** What the wall knows of a cell's picture. */
export interface CellView {
  frames(): number
  state(): PlayerState
  /** Whether a picture that was opened beforehand could be shown now, or never will be. */
  isReady(): boolean
}

/** Runs a tour on the wall, and tells the console what is seen there, in tours and without. */
export function useTour(wall: WallModel, views: ReadonlyMap<string, CellView>) {
  const tour = new TourModel()
  const keeper = new LookKeeper()
  const problem = ref('')
  const seen = ref({ seen: 0, of: 0 })
  const findings = ref(0)
  let last = performance.now()
  let untold = 0
  let timer: ReturnType<typeof setInterval> | undefined

  const find = (code: string) => (code ? (tree.value?.find(code) ?? null) : null)
  const warm = computed(() => (tour.isOn && !tour.state.paused && tour.state.leftMs < WARM_MS ? tour.coming().flatMap((code) => find(code) ?? []) : []))

  function shownCells() {
    return wall.state.cells.flatMap((point) => {
      const view = point && views.get(point.id)
      if (!view) return []
      const state = view.state()
      return [{ point: point.id, frames: view.frames(), why: state.is === 'fault' ? state.problem.kind : '' }]
    })
  }

  function tick() {
    const now = performance.now()
    const passed = now - last
    last = now
    keeper.tick(passed, shownCells(), document.visibilityState === 'visible')
    tour.tick(passed, (code) => views.get(code)?.isReady() ?? false)
    untold += passed
    if (untold >= TELL_MS) void tell()
  }

  async function tell() {
    untold = 0
    const looks = keeper.take()
    if (!looks.length) return
    try {
      await tourApi.looks(tour.state.run?.run.id ?? '', looks)
      if (tour.isOn) seen.value = await tourApi.today()
    } catch (cause) {
      noticeProblem(cause)
      keeper.putBack(looks)
    }
  }

  async function begin(ask: () => Promise<Run>) {
    problem.value = ''
    if (!(await needPurpose())) return
    try {
      const run = await ask()
      seen.value = await tourApi.today()
      findings.value = run.record.findings.length
      await tell()
      tour.begin(run)
    } catch (cause) {
      noticeProblem(cause)
      problem.value = problemWords(cause)
      throw cause
    }
  }

  /** Ends it; the record is on a page of its own. */
  async function end(): Promise<string> {
    const { run, pausedMs, pages } = tour.state
    if (!run) return ''
    await tell()
    const { run: ended } = await tourApi.end(run.run.id, Math.round(pausedMs), pages, '')
    tour.stop()
    return ended.id
  }

  watch(() => (tour.isOn ? tour.cells().join(' ') : ''), () => {
    if (tour.isOn) wall.fill(tour.cells().map(find))
  })
  const leave = () => void tell()
  onMounted(() => {
    timer = setInterval(tick, TICK_MS)
    globalThis.addEventListener('pagehide', leave)
  })
  onBeforeUnmount(() => {
    clearInterval(timer)
    globalThis.removeEventListener('pagehide', leave)
    void tell()
  })

  return {
    tour, warm, seen, findings, problem, end,
    begin: (wish: RunWish) => begin(() => tourApi.begin(wish)),
    resume: (id: string) => begin(() => tourApi.resume(id)),
    /** One that still runs, after the page was left. */
    goOn: (run: Run) => begin(() => Promise.resolve(run)),
  }
}
