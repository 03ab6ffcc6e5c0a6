import { computed, ref } from 'vue'
import { en } from './messages.en'
import { zh } from './messages.zh'
import { Problem } from './problem'

export type Language = 'zh-CN' | 'en'
export type Messages = typeof zh

const KEPT = 'yuanjian.language'

function kept(): Language {
  return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh-CN'
}

export const language = ref<Language>(kept())

/** The words of the chosen language. */
export const words = computed<Messages>(() => (language.value === 'en' ? en : zh))

export function choose(next: Language): void {
  language.value = next
  localStorage.setItem(KEPT, next)
  document.documentElement.lang = next
}

document.documentElement.lang = language.value

/** What to say of a problem outside the wall. */
export function problemWords(problem: unknown): string {
  const kind = problem instanceof Problem ? problem.kind : 'OTHER'
  return words.value.problems[kind] ?? words.value.problems.OTHER ?? ''
}

/** 处理问题 2026-118. */
export function purposeWords(reason: string | null, detail: string): string {
  if (reason === null) return words.value.purpose.none
  const name = words.value.purpose.of[reason] ?? reason
  return detail ? words.value.purpose.with(name, detail) : name
}

/** 2,110. */
export function figure(value: number, digits = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** 09:14, or 09:14:05. */
export function clock(at: number, seconds = false): string {
  const date = new Date(at)
  const parts = [date.getHours(), date.getMinutes(), ...(seconds ? [date.getSeconds()] : [])]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** 11-21. */
export function day(at: number): string {
  const date = new Date(at)
  return [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/** 03:10 for today, 昨天 03:10, 11-21 for days before or to come. */
export function when(at: number, now: number): string {
  const startOfDay = (time: number) => new Date(time).setHours(0, 0, 0, 0)
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000)
  if (days === 0) return clock(at)
  return days === 1 ? words.value.yesterday(clock(at)) : day(at)
}

/** 09:30 for today, 11-26 09:30 for any other day. */
export function moment(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  return isToday ? clock(at) : `${day(at)} ${clock(at)}`
}

/** 99.6 %; — where there is none. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined) return '—'
  // 99.96 % is not yet all of it.
  const shown = share < 1 ? Math.min(99.9, Math.round(share * 1000) / 10) : 100
  return `${figure(shown, 1)} %`
}

/** 6 小时 12 分. */
export function duration(ms: number): string {
  const w = words.value.point
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return w.seconds(figure(Math.max(0, Math.round(ms / 1000))))
  if (minutes < 60) return w.minutes(figure(minutes))
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? w.hours(figure(hours), figure(minutes % 60)) : w.days(figure(Math.floor(hours / 24)), figure(hours % 24))
}
