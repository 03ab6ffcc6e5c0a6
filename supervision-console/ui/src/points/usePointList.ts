import { computed, reactive, shallowRef, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api } from '../api'
import { lastDays } from '../availability/period'
import { conditions, health, works } from '../health/health'
import { findPoints, tree } from '../point/points'
import { server } from '../server'
import { noticeProblem } from '../session'
import { arranged, counts, isOnly, linesOf, within, type Only, type PointLine } from './pointRows'

const PER_PAGE = 50
const DAYS = 30

/** What the list shows: filters, the page, and what is chosen. */
export function usePointList() {
  const { state, showAll } = useFilters()
  const { shares, sharesFailed, loadShares } = useShares()
  const chosen = reactive(new Set<string>())

  const lines = computed(() =>
    linesOf(tree.value?.points ?? [], { conditions: conditions.value, works: works.value, shares: shares.value, isTold: health.value !== null }))
  const narrowed = computed(() =>
    within(lines.value, { ...state, found: state.query.trim() ? new Set(findPoints(state.query)) : null }))
  const counted = computed(() => counts(narrowed.value))
  const shown = computed(() => arranged(narrowed.value, state.only, state.needyFirst))
  const chosenPoints = computed(() => (tree.value?.points ?? []).filter((point) => chosen.has(point.id)))
  const paging = usePages(shown)

  watch(() => [state.region, state.place, state.only, state.query, state.unlocated, state.needyFirst], paging.toFirst)

  function choose(codes: string[], on: boolean) {
    for (const code of codes) {
      if (on) chosen.add(code)
      else chosen.delete(code)
    }
  }

  return { state, chosen, chosenPoints, counted, shown, ...paging, sharesFailed, choose, showAll, loadShares }
}

export type PointListModel = ReturnType<typeof usePointList>

/** The address keeps the filters, so that they can be reloaded, kept and gone back to. */
function useFilters() {
  const route = useRoute()
  const router = useRouter()
  const text = (of: string) => (typeof route.query[of] === 'string' ? route.query[of] : '')
  const none = { region: '', place: '', only: '' as Only | '', query: '', unlocated: false }
  const state = reactive({
    region: text('region'),
    place: text('place'),
    only: (isOnly(route.query.only) ? route.query.only : '') as Only | '',
    query: text('q'),
    unlocated: text('without') === 'location',
    needyFirst: true,
  })

  watch(() => [state.region, state.place, state.only, state.query, state.unlocated], () => {
    const { region, place, only, q, without, ...rest } = route.query
    const now = { region: state.region, place: state.place, only: state.only, q: state.query.trim(), without: state.unlocated ? 'location' : '' }
    const kept = Object.entries(now).filter(([, value]) => value)
    void router.replace({ query: { ...rest, ...Object.fromEntries(kept) } })
  })

  return { state, showAll: () => Object.assign(state, none) }
}

function usePages(all: Ref<PointLine[]>) {
  const wanted = shallowRef(0)
  const pages = computed(() => Math.max(1, Math.ceil(all.value.length / PER_PAGE)))
  const page = computed(() => Math.min(wanted.value, pages.value - 1))
  const first = computed(() => page.value * PER_PAGE)
  const pageLines = computed(() => all.value.slice(first.value, first.value + PER_PAGE))

  function turn(by: number) {
    wanted.value = Math.min(pages.value - 1, Math.max(0, page.value + by))
  }

  return { page, pages, first, pageLines, turn, toFirst: () => (wanted.value = 0) }
}

/** How long each point could be watched lately. */
function useShares() {
  const shares = shallowRef(new Map<string, number | null>())
  const sharesFailed = shallowRef(false)

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

  return { shares, sharesFailed, loadShares }
}
