import type { Maintenance, PointState, Span } from '../api.health'
import { CHINA_MS } from '../availability/period'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export type Part = 'good' | 'down' | 'weak' | 'planned'

/** A stretch within one day; hours from 0 to 24. */
export interface Segment {
  day: number
  part: Part
  from: number
  to: number
}

/** Days of China, counted from the first one that is shown. */
export interface Period {
  begin: number
  days: number
  now: number
}

/** The last days, today among them. */
export function lastPeriod(days: number, now: number): Period {
  const today = Math.floor((now + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS
  return { begin: today - (days - 1) * DAY_MS, days, now }
}

const PARTS: Record<PointState, Part | null> = { online: 'good', degraded: 'weak', offline: 'down', unauthorised: 'down', unknown: null }

/** What is drawn; planned work comes last, so that it lies above what it causes. Time nobody looked at stays empty. */
export function stripOf(spans: readonly Span[], works: readonly Maintenance[], period: Period): Segment[] {
  const states = spans.flatMap((span) => {
    const part = PARTS[span.state]
    return part ? cut(part, Date.parse(span.from), endOf(span, period.now), period) : []
  })
  return [...states, ...works.flatMap((work) => cut('planned', Date.parse(work.from), Date.parse(work.to), period))]
}

function endOf(span: Span, now: number): number {
  return span.to === null ? now : Date.parse(span.to)
}

/** Cuts a stretch at midnights. */
function cut(part: Part, from: number, to: number, { begin, days, now }: Period): Segment[] {
  const first = Math.max(from, begin)
  const last = Math.min(to, begin + days * DAY_MS, part === 'planned' ? Infinity : now)
  const segments: Segment[] = []
  for (let at = first; at < last; ) {
    const day = Math.floor((at - begin) / DAY_MS)
    const midnight = begin + (day + 1) * DAY_MS
    const end = Math.min(last, midnight)
    segments.push({ day, part, from: hours(at, begin, day), to: hours(end, begin, day) })
    at = end
  }
  return segments
}

function hours(at: number, begin: number, day: number): number {
  return (at - begin - day * DAY_MS) / HOUR_MS
}

/** A time when the point could not be watched as it should. */
export interface Break extends Span {
  millis: number
  isDown: boolean
}

/** Those that reach into the period, the newest first, with their whole length. */
export function breaksOf(spans: readonly Span[], { begin, now }: Period): Break[] {
  return spans
    .filter((span) => (PARTS[span.state] === 'down' || PARTS[span.state] === 'weak') && endOf(span, now) > begin)
    .map((span) => ({ ...span, millis: endOf(span, now) - Date.parse(span.from), isDown: PARTS[span.state] === 'down' }))
}
