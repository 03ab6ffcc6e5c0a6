import type { DayShare } from '../api.statistics'

const PERCENT = 100
const FLOORS = [99, 98, 95, 90, 80, 50]

export interface TrendPoint {
  /** 11-26. */
  day: string
  /** Percent; null where nothing counts. */
  value: number | null
}

export const pointsOf = (days: readonly DayShare[]): TrendPoint[] =>
  days.map(({ day, share }) => ({ day: day.slice(5), value: share === null ? null : Math.round(share * PERCENT * 10) / 10 }))

/** The lowest day, if any counts. */
export function lowestOf(points: readonly TrendPoint[]): TrendPoint | null {
  const known = points.filter((point) => point.value !== null)
  return known.reduce<TrendPoint | null>((low, point) => (low === null || (point.value ?? 0) < (low.value ?? 0) ? point : low), null)
}

/** Where the axis begins: below every value, and said when it is cut. */
export function floorOf(points: readonly TrendPoint[]): number {
  const lowest = lowestOf(points)?.value ?? 0
  return FLOORS.find((floor) => floor < lowest) ?? 0
}
