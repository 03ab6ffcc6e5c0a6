import { figure, words } from '../messages'

/** Address of a thumbnail: another one with each picture, so that the newest is shown. */
export function sourceOf(code: string, taken: string): string {
  return `/api/points/${encodeURIComponent(code)}/thumbnail?${new URLSearchParams({ taken })}`
}

/** 2 分钟前. */
export function ageOf(taken: string, now: number): string {
  const w = words.value.thumbs
  const seconds = Math.max(0, Math.round((now - Date.parse(taken)) / 1000))
  if (seconds < 60) return w.seconds(figure(seconds))
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? w.minutes(figure(minutes)) : w.hours(figure(Math.floor(minutes / 60)))
}
