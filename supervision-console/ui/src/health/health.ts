import { computed, onBeforeUnmount, onMounted, shallowRef } from 'vue'
import { api } from '../api'
import type { Incidents, Maintenance, States } from '../api.health'
import { clock, figure, words } from '../messages'
import { server } from '../server'
import { noticeProblem, session } from '../session'
import { changed, workNow } from './condition'

const STEP_MS = 5_000

/** How all points are, as told last; null until then. */
export const health = shallowRef<States | null>(null)
export const maintenance = shallowRef<Maintenance[]>([])
export const incidents = shallowRef<Incidents | null>(null)
/** Nothing newer comes. */
export const healthLost = computed(() => server.lostSince !== null)

export const conditions = computed(() => new Map((health.value?.points ?? []).map((one) => [one.code, one])))
/** The time that what is told stands for; in steps, so that nothing is drawn anew every second. */
export const healthAt = computed(() => Math.floor((server.heard || server.now) / STEP_MS) * STEP_MS)
export const works = computed(() => workNow(maintenance.value, healthAt.value))

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
  const time = clock(server.heard, true)
  const w = words.value.health
  return [w.line(figure(now.can), figure(now.all)), healthLost.value ? w.lost(time) : w.lineTime(time)]
})

let watching = 0

/** Keeps what happens and what is planned at hand while a screen that shows them is open; states come by themselves. */
export function useHealth(): void {
  onMounted(() => {
    watching++
    if (session.account) void Promise.all([askIncidents(), askMaintenance()]).catch(noticeProblem)
  })
  onBeforeUnmount(() => watching--)
}

/** For whoever signs in next. */
export function forgetHealth(): void {
  health.value = null
  incidents.value = null
}

/** How all points are. */
export function heardStates(data: string): void {
  health.value = JSON.parse(data) as States
}

/** How those are that changed. */
export function heardChanges(data: string): void {
  if (health.value) health.value = changed(health.value, JSON.parse(data) as States)
}

export function heardIncidents(): void {
  if (watching) void askIncidents().catch(noticeProblem)
}

export function heardWorks(): void {
  if (watching) void askMaintenance().catch(noticeProblem)
}

/** Asks for everything, where nothing comes by itself. */
export async function askHealth(): Promise<void> {
  if (!session.account || !watching) return
  await Promise.all([api.health().then((found) => (health.value = found)), askIncidents(), askMaintenance()])
}

async function askIncidents(): Promise<void> {
  incidents.value = await api.incidents()
}

/** Asks for planned work at once, after some was planned. */
export async function askMaintenance(): Promise<void> {
  maintenance.value = await api.maintenance()
}
