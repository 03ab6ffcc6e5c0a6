import { computed, onBeforeUnmount, onMounted, shallowRef } from 'vue'
import { api } from '../api'
import type { Health, Incidents, Maintenance } from '../api.health'
import { clock, figure, words } from '../messages'
import { server } from '../server'
import { noticeProblem, session } from '../session'
import { workNow } from './condition'

const EVERY_MS = 5_000
/** Planned work and what happens change less often than what they are about. */
const WORK_EVERY = 6

/** How all points are, as told last; null until then. */
export const health = shallowRef<Health | null>(null)
export const maintenance = shallowRef<Maintenance[]>([])
export const incidents = shallowRef<Incidents | null>(null)
/** Since when nothing newer has come. */
export const healthLost = shallowRef(false)

export const conditions = computed(() => new Map((health.value?.points ?? []).map((one) => [one.code, one])))
export const works = computed(() => workNow(maintenance.value, health.value ? Date.parse(health.value.time) : server.now))

/** How many can be seen, cannot, and are not known yet. */
export const seen = computed(() => {
  const states = health.value?.states
  if (!states) return null
  const can = states.online + states.degraded
  const cannot = states.offline + states.unauthorised
  return { can, cannot, unknown: states.unknown, all: can + cannot + states.unknown }
})

/** 2,068 个点位看得到，42 个看不到. */
export const sentence = computed(() => {
  const w = words.value.health
  const now = seen.value
  if (!now) return w.asking
  if (now.all === 0) return w.none
  if (now.unknown) return w.sentenceUnknown(figure(now.can), figure(now.cannot), figure(now.unknown))
  return now.cannot ? w.sentence(figure(now.can), figure(now.cannot)) : w.all(figure(now.can))
})

/** What the status line says of it. */
export const lineOfHealth = computed(() => {
  const now = seen.value
  if (!now || !health.value) return []
  const time = clock(Date.parse(health.value.time), true)
  const w = words.value.health
  return [w.line(figure(now.can), figure(now.all)), healthLost.value ? w.lost(time) : w.lineTime(time)]
})

let watching = 0
let round = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** Keeps the states fresh while a screen that shows them is open and the page is visible. */
export function useHealth(): void {
  onMounted(() => {
    if (watching++ === 0) {
      document.addEventListener('visibilitychange', askIfVisible)
      askIfVisible()
    }
  })
  onBeforeUnmount(() => {
    if (--watching > 0) return
    document.removeEventListener('visibilitychange', askIfVisible)
    clearTimeout(timer)
    round = 0
  })
}

function askIfVisible(): void {
  clearTimeout(timer)
  if (document.visibilityState === 'visible') void askHealth()
}

async function askHealth(): Promise<void> {
  try {
    if (!session.account) return
    const withWork = round++ % WORK_EVERY === 0
    const [states, events] = await Promise.all([api.health(), api.incidents(), withWork ? askMaintenance() : undefined])
    health.value = states
    incidents.value = events
    healthLost.value = false
  } catch (problem) {
    noticeProblem(problem)
    healthLost.value = true
  } finally {
    clearTimeout(timer)
    if (watching > 0) timer = setTimeout(askIfVisible, EVERY_MS)
  }
}

/** Asks for planned work at once, after some was planned. */
export async function askMaintenance(): Promise<void> {
  maintenance.value = await api.maintenance()
}
