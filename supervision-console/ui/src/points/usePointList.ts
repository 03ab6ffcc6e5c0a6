import { computed, reactive, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api } from '../api'
import { lastDays } from '../availability/period'
import { conditions, health, works } from '../health/health'
import { findPoints, tree } from '../point/points'
import { server } from '../server'
import { noticeProblem } from '../session'
import { arranged, counts, isOnly, linesOf, within, type Only } from './pointRows'

export const PER_PAGE = 50
const DAYS = 30

/** What the list shows: filters, the page, and what is chosen. The address keeps the filters. */
export function usePointList() {
  const route = useRoute()
  const router = useRouter()
  const text = (of: string) => (typeof route.query[of] === 'string' ? route.query[of] : '')
  const state = reactive({
    region: text('region'),
    place: text('place'),
    only: (isOnly(route.query.only) ? route.query.only : '') as Only | '',
    query: text('q'),
    needyFirst: true,
    page: 0,
  })
  const chosen = reactive(new Set<string>())
  const shares = shallowRef(new Map<string, number | null>())
  const sharesFailed = shallowRef(false)

  const lines = computed(() =>
    linesOf(tree.value?.points ?? [], { conditions: conditions.value, works: works.value, shares: shares.value, isTold: health.value !== null }))
  const narrowed = computed(() =>
    within(lines.value, { ...state, found: state.query.trim() ? new Set(findPoints(state.query)) : null }))
  const counted = computed(() => counts(narrowed.value))
  const shown = computed(() => arranged(narrowed.value, state.only, state.needyFirst))
  const pages = computed(() => Math.max(1, Math.ceil(shown.value.length / PER_PAGE)))
  const page = computed(() => Math.min(state.page, pages.value - 1))
  const first = computed(() => page.value * PER_PAGE)
  const pageLines = computed(() => shown.value.slice(first.value, first.value + PER_PAGE))
  const chosenPoints = computed(() => (tree.value?.points ?? []).filter((point) => chosen.has(point.id)))
  const isFiltered = computed(() => !!(state.region || state.place || state.only || state.query.trim()))

  watch(() => [state.region, state.place, state.only, state.query, state.needyFirst], () => {
    state.page = 0
  })
  watch(() => [state.region, state.place, state.only], remember)

  function remember() {
    const { region, place, only, ...rest } = route.query
    const kept = Object.entries({ region: state.region, place: state.place, only: state.only }).filter(([, value]) => value)
    void router.replace({ query: { ...rest, ...Object.fromEntries(kept) } })
  }

  function turn(by: number) {
    state.page = Math.min(pages.value - 1, Math.max(0, page.value + by))
  }

  function choose(codes: string[], on: boolean) {
    for (const code of codes) {
      if (on) chosen.add(code)
      else chosen.delete(code)
    }
  }

  function showAll() {
    Object.assign(state, { region: '', place: '', only: '', query: '' })
  }

  async function loadShares() {
    const { from, to } = lastDays(DAYS, server.now)
    try {
      shares.value = new Map((await api.availability('point', from, to)).map((row) => [row.key, row.share]))
      sharesFailed.value = false
    } catch (problem) {
      noticeProblem(problem)
      sharesFailed.value = true
    }
  }

  return { state, chosen, chosenPoints, counted, shown, page, pages, first, pageLines, isFiltered, sharesFailed, turn, choose, showAll, loadShares }
}

export type PointListModel = ReturnType<typeof usePointList>
