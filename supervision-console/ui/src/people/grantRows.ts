import type { GrantRow } from '../api.people'

const MINUTE_MS = 60_000
/** What was given just now counts, though our clock ticks by seconds. */
const TICK_MS = 5_000

/** Where a grant stands in time: whether it counts, and how long until it begins or ends. */
export interface Term {
  isOn: boolean
  /** ms until it ends or, before that, begins. */
  left: number
}

export function termOf({ grant }: GrantRow, now: number): Term {
  const from = Date.parse(grant.from)
  const isOn = from <= now + TICK_MS
  return { isOn, left: Math.max(0, Date.parse(isOn ? grant.until : grant.from) - now) }
}

/** Those that still count or are to come: broken glass first, then what ends next. */
export function standing(rows: readonly GrantRow[], now: number): GrantRow[] {
  const rank = ({ grant }: GrantRow) => (grant.cause === 'break_glass' ? 0 : 1)
  return rows.filter(({ grant }) => Date.parse(grant.until) > now).sort((a, b) => rank(a) - rank(b) || Date.parse(a.grant.until) - Date.parse(b.grant.until))
}

/** Time left for words: whole minutes upward, so that it never says 0 minutes while it counts. */
export function roundedUp(left: number): number {
  return Math.ceil(left / MINUTE_MS) * MINUTE_MS
}

/** What a field for local time takes. */
export function localTime(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16)
}
