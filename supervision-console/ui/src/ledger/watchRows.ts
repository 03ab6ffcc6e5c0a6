import type { Watch } from '../api.ledger'
import { duration, figure, purposeWords, words } from '../messages'
import { partOfDay } from './span'

const DAY_S = 86_400
const HOUR_S = 3_600
const MINUTE_S = 60
/** A short look is still seen. */
const THINNEST = 0.004

/** What a day comes to: persons, platforms, views and the seconds of them that are known, stills. */
export interface WatchSum {
  people: number
  platforms: number
  times: number
  seconds: number
  stills: number
}

const isView = (row: Watch) => row.kind === 'live' || row.kind === 'platform'
const total = (rows: readonly Watch[], of: (row: Watch) => number) => rows.reduce((sum, row) => sum + of(row), 0)

export function sumOf(rows: readonly Watch[]): WatchSum {
  const platforms = rows.filter((row) => row.kind === 'platform')
  const views = rows.filter(isView)
  return {
    people: new Set(rows.filter((row) => row.kind !== 'platform').map((row) => row.actor)).size,
    platforms: new Set(platforms.map((row) => row.name || row.actor)).size,
    times: views.length,
    seconds: total(views, (row) => row.seconds ?? 0),
    stills: total(rows.filter((row) => row.kind === 'snapshot'), (row) => row.count),
  }
}

/** The day in one sentence. */
export function sumWords(rows: readonly Watch[]): string {
  const w = words.value.watched
  const sum = sumOf(rows)
  const who = [sum.people ? w.people(figure(sum.people)) : '', sum.platforms ? w.platforms(figure(sum.platforms)) : ''].filter(Boolean)
  const stills = sum.stills ? w.stills(figure(sum.stills)) : ''
  const all = who.join(words.value.listComma)
  return (sum.times ? w.sum(all, figure(sum.times), lookWords(sum.seconds)) : w.pictures(all)) + stills
}

/** Why: the reason with its number, or with what the person wrote unless that was deleted. */
export function whyWords(row: Watch): string {
  const w = words.value
  const [reason = '', detail = ''] = row.reason.split(/:(.*)/)
  if (reason === 'other') return purposeWords(reason, row.text || w.watched.textDeleted)
  return reason ? purposeWords(reason, detail) : w.watched.noReason
}

/** How long a view went on, or how many pictures there were. */
export function muchWords(row: Watch): string {
  const w = words.value.watched
  if (!isView(row)) return w.much[row.kind]!(figure(row.count))
  return row.seconds === null ? w.open : lookWords(row.seconds)
}

/** Where a view stands in the day: parts of the day in China, cut off at its end. Pictures are points in it. */
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
