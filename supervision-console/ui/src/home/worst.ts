import type { PlaceFigures } from '../api.statistics'

const FLOORS = [0.98, 0.95, 0.9, 0.8, 0.5]

/** Where the bars of shares begin: below every one of them. */
export function floorOf(places: readonly PlaceFigures[]): number {
  const lowest = Math.min(1, ...places.map((place) => place.share ?? 1))
  return FLOORS.find((floor) => floor < lowest) ?? 0
}
