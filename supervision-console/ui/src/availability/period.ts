const DAY_MS = 86_400_000
/** Days are those of China, which has no summer time. */
export const CHINA_MS = 8 * 3_600_000

/** 2026-11-26 in China. */
export function dayOf(at: number): string {
  return new Date(at + CHINA_MS).toISOString().slice(0, 10)
}

/** When a day of China begins. */
export function beginOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - CHINA_MS
}

/** The last n days, today among them. */
export function lastDays(n: number, now: number): { from: string; to: string } {
  return { from: dayOf(now - (n - 1) * DAY_MS), to: dayOf(now) }
}

/** How many days, the first and the last one counted. */
export function daysBetween(from: string, to: string): number {
  return Math.round((beginOf(to) - beginOf(from)) / DAY_MS) + 1
}
