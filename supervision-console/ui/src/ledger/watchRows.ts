import type { Watch } from '../api.ledger'
import { duration, figure, words } from '../messages'
import { partOfDay } from './span'

const DAY_S = 86_400
const HOUR_S = 3_600
const MINUTE_S = 60
/** A short look is still seen. */
const THINNEST = 0.004

/** What a day comes to: persons, looks, and the seconds that are known. */
export interface WatchSum {
  people: number
  times: number
  seconds: number
}

export function sumOf(rows: readonly Watch[]): WatchSum {
  return { people: new Set(rows.map((row) => row.actor)).size, times: rows.length, seconds: rows.reduce((sum, row) => sum + (row.seconds ?? 0), 0) }
}

/** Where a look stands in the day: parts of the day in China, cut off at its end. */
export function stripOf(rows: readonly Watch[]): { at: number; wide: number }[] {
  return rows.map((row) => {
    const at = partOfDay(Date.parse(row.start))
    return { at, wide: Math.min(1 - at, Math.max(THINNEST, (row.seconds ?? 0) / DAY_S)) }
  })
}

/** How long somebody looked, to the second below an hour: 3 分 10 秒. */
export function lookWords(seconds: number): string {
  if (seconds < MINUTE_S || seconds >= HOUR_S) return duration(seconds * 1000)
  return words.value.watched.minutes(figure(Math.floor(seconds / MINUTE_S)), String(Math.floor(seconds % MINUTE_S)).padStart(2, '0'))
}
