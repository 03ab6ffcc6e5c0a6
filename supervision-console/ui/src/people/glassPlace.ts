import type { Place, PlaceKind } from '../api.people'
import { findPoints, tree } from '../point/points'
import { fullWords, siteFull } from './places'

const POINT = /^\d{20}$/
const REGION = /^\d{6}$/
/** As the console names offices. */
const ID = /^[0-9a-f-]{36}$/

/** A place by its code, also where it is out of sight, or by what it is called; null where that is not one place. */
export function glassPlace(kind: PlaceKind, words: string): Place | null {
  const given = words.trim()
  const id = { point: () => pointOf(given), site: () => (ID.test(given) ? given : siteFull(tree.value, given)?.key), region: () => regionOf(given), group: () => given }[kind]()
  return id ? { placeKind: kind, place: id } : null
}

function pointOf(given: string): string | undefined {
  if (POINT.test(given)) return given
  const found = given ? findPoints(given) : []
  const exact = found.filter((point) => fullWords(point) === given)
  if (exact.length === 1) return exact[0]?.id
  return found.length === 1 ? found[0]?.id : undefined
}

function regionOf(given: string): string | undefined {
  if (REGION.test(given)) return given
  const below = (tree.value?.roots ?? []).flatMap((root) => [root, ...root.children, ...root.children.flatMap((city) => city.children)])
  const named = below.filter((node) => node.kind === 'region' && node.name === given)
  return named.length === 1 ? named[0]?.id : undefined
}
