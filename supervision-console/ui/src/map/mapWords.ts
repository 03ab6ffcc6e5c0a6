import { figure, words } from '../messages'
import type { Dot } from './groups'
import { whereabouts } from './groups'

const MOST_PARTS = 2

/** 广州市 荔湾区、越秀区; of many parts their first and how many there are. */
export function placeWords(dots: readonly Dot[]): string {
  const { above, parts } = whereabouts(dots.map((dot) => dot.line.point))
  if (!parts.length || (above.length && parts.length > MOST_PARTS)) return above.join(' ')
  const w = words.value
  const last = parts.length > MOST_PARTS ? w.map.parts(parts[0] ?? '', figure(parts.length)) : parts.join(w.listComma)
  return [...above, last].join(' ')
}

/** What is said of a group; `unseen` is empty where all can be seen. */
export function groupWords({ dots, unseen }: { dots: readonly Dot[]; unseen: number }): { place: string; all: string; unseen: string } {
  return { place: placeWords(dots), all: figure(dots.length), unseen: unseen ? figure(unseen) : '' }
}

/** 东经 113.5°. */
export function degreesWords(degrees: number, digits: number, along: 'longitude' | 'latitude'): string {
  const w = words.value.map
  const shown = figure(Math.abs(degrees), digits)
  if (along === 'longitude') return degrees < 0 ? w.west(shown) : w.east(shown)
  return degrees < 0 ? w.south(shown) : w.north(shown)
}

const KILOMETRE = 1_000

export function lengthWords(metres: number): string {
  const w = words.value.map
  return metres < KILOMETRE ? w.metres(figure(metres)) : w.kilometres(figure(metres / KILOMETRE))
}
