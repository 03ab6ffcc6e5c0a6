import { computed, ref, watch } from 'vue'
import { api } from '../api'
import { server } from '../server'
import { NO_PURPOSE, purposeOf, session } from '../session'

export type Reason = 'routine_tour' | 'finding' | 'visit' | 'request' | 'other'
export const REASONS: readonly Reason[] = ['routine_tour', 'finding', 'visit', 'request', 'other']

const NUMBER = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,31}$/
const SHORTEST_TEXT = 4
const LONGEST_TEXT = 200
const KEPT = 'yuanjian.reason'
const MINUTE_MS = 60_000

/** What has to be said beside a reason. */
export function detailOf(reason: Reason): 'none' | 'number' | 'text' {
  if (reason === 'routine_tour') return 'none'
  return reason === 'other' ? 'text' : 'number'
}

/** Whether the server would take it: what is wrong with the detail, or nothing. */
export function wrongDetail(reason: Reason, detail: string): '' | 'number' | 'text' {
  const kind = detailOf(reason)
  const said = detail.trim()
  if (kind === 'number') return NUMBER.test(said) ? '' : 'number'
  const length = [...said].length
  return kind === 'text' && (length < SHORTEST_TEXT || length > LONGEST_TEXT) ? 'text' : ''
}

/** The reason chosen last on this computer; what was typed is not kept. */
export function lastReason(): Reason {
  const kept = localStorage.getItem(KEPT)
  return REASONS.find((reason) => reason === kept) ?? 'routine_tour'
}

/** Whole minutes until the purpose ends by itself; null for none. */
export const minutesLeft = computed(() => (session.until === null ? null : Math.max(0, Math.ceil((session.until - server.now) / MINUTE_MS))))

/** Somebody is being asked why they look. */
export const isAsking = ref(false)
let waiting: { answer: Promise<boolean>; tell: (chosen: boolean) => void } | undefined

/** Asks why, unless that is known; false if the person does not say. One question for all who ask at once. */
export async function needPurpose(): Promise<boolean> {
  return session.reason !== null || askPurpose()
}

/** Asks why, also to change it. */
export function askPurpose(): Promise<boolean> {
  if (!waiting) {
    let tell = (_chosen: boolean): void => undefined
    const answer = new Promise<boolean>((done) => {
      tell = done
    })
    waiting = { answer, tell }
    isAsking.value = true
  }
  return waiting.answer
}

/** The question is answered, or put away. */
export function answered(chosen: boolean): void {
  isAsking.value = false
  waiting?.tell(chosen)
  waiting = undefined
}

export async function choosePurpose(reason: Reason, detail: string): Promise<void> {
  purposeOf(await api.choosePurpose(reason, detailOf(reason) === 'none' ? '' : detail.trim()))
  localStorage.setItem(KEPT, reason)
}

/** Ends the purpose and every picture with it. */
export async function endPurpose(): Promise<void> {
  await api.endPurpose()
  purposeOf(NO_PURPOSE)
}

// It ends by itself; so do the pictures, here and at the gateway.
watch(
  () => session.until !== null && server.now >= session.until,
  (over) => {
    if (over) purposeOf(NO_PURPOSE)
  },
)
// Nobody is left who could be asked.
watch(
  () => session.account,
  (account) => {
    if (account === null) answered(false)
  },
)
