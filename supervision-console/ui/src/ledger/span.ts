const DAY_MS = 86_400_000
const CHINA_MS = 8 * 3_600_000

/** The first moment of a day as a field has it, 2026-11-26, in the time of this place; empty for none. */
export function dayStart(day: string): string {
  const at = new Date(`${day}T00:00`)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

/** The first moment after a day; empty for none. */
export function dayEnd(day: string): string {
  const at = new Date(`${day}T00:00`)
  if (Number.isNaN(at.getTime())) return ''
  at.setDate(at.getDate() + 1)
  return at.toISOString()
}

/** The day before today in China, as offices are told of. */
export function yesterdayInChina(now: number): string {
  return new Date(now + CHINA_MS - DAY_MS).toISOString().slice(0, 10)
}

/** How much of its day in China has passed at a moment, 0 to 1. */
export function partOfDay(at: number): number {
  return (((at + CHINA_MS) % DAY_MS) + DAY_MS) % DAY_MS / DAY_MS
}
