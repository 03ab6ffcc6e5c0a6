import { computed, ref } from 'vue'
import { tourApi, type Run, type RunWish } from '../api.tours'
import { problemWords } from '../messages'
import { tree } from '../point/points'
import type { TreeNode } from '../point/PointTree'
import type { PlayerState } from '../player/types'
import { Problem } from '../problem'
import { needPurpose } from '../purpose/purpose'
import { noticeProblem } from '../session'
import type { WallModel } from '../wall/wallModel'
import { LookKeeper, type ShownCell } from './LookKeeper'
import { TourModel } from './TourModel'

/** How often [TourRunner.tick] is to be called. */
export const TICK_MS = 250
const TELL_MS = 10_000
/** So long before a page turns, the pictures of the next one are opened, paused. */
const WARM_MS = 8_000
/** So long before it turns they begin behind the page, so that they move when it turns. */
const BEGIN_MS = 1_500

/** What the wall knows of a cell's picture. */
export interface CellView {
  frames(): number
  state(): PlayerState
  /** Whether a picture that was opened beforehand moves, or never will. */
  isReady(): boolean
}

/** Runs a tour on the wall, and tells the console what is seen there, in tours and without. */
export class TourRunner {
  readonly tour = new TourModel()
  readonly problem = ref('')
  readonly seen = ref({ seen: 0, of: 0 })
  readonly findings = ref(0)
  /** Points whose pictures are to be opened for the next page. */
  readonly warm = computed<TreeNode[]>(() => {
    const { state } = this.tour
    return this.tour.isOn && !state.paused && state.leftMs < WARM_MS ? this.tour.coming().flatMap((code) => find(code) ?? []) : []
  })
  /** Whether these begin now. */
  readonly soon = computed(() => this.warm.value.length > 0 && this.tour.state.leftMs < BEGIN_MS)
  private readonly keeper = new LookKeeper()
  private last = performance.now()
  private untold = 0

  constructor(
    private readonly wall: WallModel,
    private readonly views: ReadonlyMap<string, CellView>,
  ) {}

  /** Puts the tour's page on the wall. */
  lay(): void {
    if (this.tour.isOn) this.wall.fill(this.tour.cells().map(find))
  }

  tick(): void {
    const now = performance.now()
    const passed = now - this.last
    this.last = now
    // A page that slept has shown nothing meanwhile.
    this.keeper.tick(Math.min(passed, 2 * TICK_MS), this.shownCells(), document.visibilityState === 'visible')
    this.tour.tick(passed, (code) => this.views.get(code)?.isReady() ?? false)
    this.untold += passed
    if (this.untold >= TELL_MS) void this.tell()
  }

  private shownCells(): ShownCell[] {
    const { cells, enlarged, current } = this.wall.state
    // Behind an enlarged one the others cannot be seen.
    return cells.flatMap((point, i) => {
      const view = point && (!enlarged || i === current) && this.views.get(point.id)
      if (!view) return []
      const state = view.state()
      return [{ point: point.id, frames: view.frames(), why: state.is === 'fault' ? state.problem.kind : '' }]
    })
  }

  /** Whether all that was seen is said. */
  async tell(): Promise<boolean> {
    this.untold = 0
    for (let looks = this.keeper.take(); looks.length; looks = this.keeper.take()) {
      try {
        await tourApi.looks(this.tour.state.run?.run.id ?? '', looks)
      } catch (cause) {
        noticeProblem(cause)
        if (isOver(cause)) this.stop()
        else this.keeper.putBack(looks)
        return false
      }
    }
    if (this.tour.isOn) await tourApi.today().then((today) => (this.seen.value = today)).catch(noticeProblem)
    return true
  }

  private stop(): void {
    this.tour.stop()
    this.wall.isLocked = false
  }

  begin(wish: RunWish): Promise<void> {
    return this.start(() => tourApi.begin(wish))
  }

  resume(id: string): Promise<void> {
    return this.start(() => tourApi.resume(id))
  }

  /** One that still runs, after the page was left. */
  goOn(run: Run): Promise<void> {
    return this.start(() => Promise.resolve(run))
  }

  private async start(ask: () => Promise<Run>): Promise<void> {
    this.problem.value = ''
    if (!(await needPurpose())) return
    try {
      const run = await ask()
      this.seen.value = await tourApi.today()
      this.findings.value = run.record.findings.length
      await this.tell()
      this.tour.begin(run)
      this.wall.isLocked = true
    } catch (cause) {
      noticeProblem(cause)
      this.problem.value = problemWords(cause)
      throw cause
    }
  }

  /** Ends it; the record is on a page of its own, under the id that is returned. */
  async end(): Promise<string> {
    const { run, pausedMs, pages } = this.tour.state
    if (!run) return ''
    if (!(await this.tell()) && this.tour.isOn) throw new Problem('CONSOLE_UNREACHABLE')
    try {
      await tourApi.end(run.run.id, Math.round(pausedMs), pages, '')
    } catch (cause) {
      if (!isOver(cause)) throw cause
    }
    this.stop()
    return run.run.id
  }
}

const find = (code: string): TreeNode | null => (code ? (tree.value?.find(code) ?? null) : null)

/** It was ended or signed on another page. */
const isOver = (cause: unknown): boolean => cause instanceof Problem && ['TOUR_STATE', 'UNKNOWN_TOUR'].includes(cause.kind)
