import type { Availability, By } from '../api.health'

/** Below this a share is trouble. */
const LOW = 0.95
/** Short enough to be seen, long enough to be seen as something. */
const LEAST = 2

/** How long the bar of a share is, in hundredths, where bars begin at `floor`. */
export function barOf(share: number, floor: number): { length: number; isLow: boolean } {
  const length = ((share - floor) / (1 - floor)) * 100
  return { length: Math.min(100, Math.max(LEAST, length)), isLow: share < LOW }
}

/** Where the bars begin: at 90 % if all are above that, else at 0. */
export function floorOf(rows: readonly Availability[]): number {
  return rows.every((row) => row.share === null || row.share >= 0.9) ? 0.9 : 0
}

/** Days in their order; places the worst first, those without a figure last. */
export function arrangedShares(rows: readonly Availability[], by: By): Availability[] {
  if (by === 'day') return [...rows]
  return [...rows].sort((a, b) => (a.share ?? 2) - (b.share ?? 2) || b.points - a.points)
}

/** Over all rows: time that counts, not the mean of the rows. */
export function wholeShare(rows: readonly Availability[]): number | null {
  const sum = (of: 'availableSeconds' | 'downSeconds') => rows.reduce((total, row) => total + row[of], 0)
  const counted = sum('availableSeconds') + sum('downSeconds')
  return counted === 0 ? null : sum('availableSeconds') / counted
}

/** What a row opens: the next finer places within it. */
export function below(by: By): By | null {
  if (by === 'city') return 'county'
  return by === 'county' ? 'site' : null
}
