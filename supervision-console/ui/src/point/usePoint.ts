import { computed, shallowRef, watch } from 'vue'
import { api } from '../api'
import type { Span } from '../api.health'
import type { PointDetails } from '../api.points'
import { lastDays } from '../availability/period'
import { shownOf, workOn, type Shown } from '../health/condition'
import { conditions, health, healthAt, maintenance, works } from '../health/health'
import { Problem } from '../problem'
import { server } from '../server'
import { noticeProblem } from '../session'
import { breaksOf, lastPeriod } from './dayStrip'
import { tree } from './points'
import { pathOf } from './PointTree'

const DAYS = 30

/** What is known of one point, and how long it could be watched lately. */
export function usePoint(code: () => string) {
  const point = shallowRef<PointDetails | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const share = shallowRef<number | null>(null)

  async function load() {
    problem.value = null
    try {
      point.value = await api.point(code())
    } catch (cause) {
      noticeProblem(cause)
      problem.value = cause instanceof Problem ? cause : new Problem('ERROR', String(cause))
      return
    }
    await loadShare()
  }

  async function loadShare() {
    const { from, to } = lastDays(DAYS, server.now)
    const rows = await api.availability('point', from, to, { point: code() }).catch(() => [])
    share.value = rows.find((row) => row.key === code())?.share ?? null
  }

  watch(code, () => {
    point.value = share.value = null
    void load()
  })
  void load()

  return { point, problem, share, load }
}

/** How a point is now, and how it was. */
export function usePointHistory(code: () => string) {
  const spans = shallowRef<Span[] | null>(null)
  const spansFailed = shallowRef(false)

  const node = computed(() => tree.value?.find(code()))
  const condition = computed(() => conditions.value.get(code()))
  const shown = computed<Shown>(() => {
    if (!health.value) return { kind: 'asking', at: 0, detail: '' }
    return shownOf(condition.value, node.value && workOn(node.value, works.value))
  })
  const period = computed(() => lastPeriod(DAYS, healthAt.value))
  const breaks = computed(() => breaksOf(spans.value ?? [], period.value))
  const worksHere = computed(() => {
    const keys = node.value ? [...pathOf(node.value), node.value].map((one) => one.key) : []
    return maintenance.value.filter((work) => keys.includes(work.subject))
  })

  async function loadHistory() {
    try {
      spans.value = await api.history(code())
      spansFailed.value = false
    } catch (cause) {
      noticeProblem(cause)
      spansFailed.value = true
    }
  }

  // A new state is a new line in the history.
  watch(() => `${code()} ${condition.value?.state} ${condition.value?.since}`, loadHistory, { immediate: true })

  return { spans, spansFailed, node, shown, period, breaks, worksHere, loadHistory }
}
