import { computed, onBeforeUnmount, onMounted, ref, watch } from 'vue'
import { tourApi, type Run, type RunWish } from '../api.tours'
import { problemWords } from '../messages'
import { tree } from '../point/points'
import type { PlayerState } from '../player/types'
import { Problem } from '../problem'
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
    const { cells, enlarged, current } = wall.state
    // Behind an enlarged one the others cannot be seen.
    return cells.flatMap((point, i) => {
      if (enlarged && i !== current) return []
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
    // A page that slept has shown nothing meanwhile.
    keeper.tick(Math.min(passed, 2 * TICK_MS), shownCells(), document.visibilityState === 'visible')
    tour.tick(passed, (code) => views.get(code)?.isReady() ?? false)
    untold += passed
    if (untold >= TELL_MS) void tell()
  }

  /** Whether all that was seen is said. */
  async function tell(): Promise<boolean> {
    untold = 0
    for (let looks = keeper.take(); looks.length; looks = keeper.take()) {
      try {
        await tourApi.looks(tour.state.run?.run.id ?? '', looks)
      } catch (cause) {
        noticeProblem(cause)
        if (isOver(cause)) stop()
        else keeper.putBack(looks)
        return false
      }
    }
    if (tour.isOn) await tourApi.today().then((today) => (seen.value = today)).catch(noticeProblem)
    return true
  }

  /** It was ended or signed on another page. */
  const isOver = (cause: unknown) => cause instanceof Problem && ['TOUR_STATE', 'UNKNOWN_TOUR'].includes(cause.kind)

  function stop() {
    tour.stop()
    wall.isLocked = false
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
      wall.isLocked = true
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
    if (!(await tell()) && tour.isOn) throw new Problem('CONSOLE_UNREACHABLE')
    try {
      await tourApi.end(run.run.id, Math.round(pausedMs), pages, '')
    } catch (cause) {
      if (!isOver(cause)) throw cause
    }
    stop()
    return run.run.id
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
