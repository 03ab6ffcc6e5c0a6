import { clock, purposeWords } from '../messages'
import { session } from '../session'

/** Where the texts stand in a picture of 640×360: any quarter of it holds one. */
export const PLACES: readonly (readonly [number, number])[] = [
  [70, 70], [280, 70], [490, 70], [150, 160], [370, 160], [590, 160],
  [60, 250], [270, 250], [480, 250], [160, 335], [390, 335], [600, 335],
]
export const TILT = -16
const LONGEST = 20

/** Who looks, and why and when; they alternate. */
export function marksAt(now: number): [who: string, why: string] {
  return [session.account ?? '', `${short(purposeWords(session.reason, session.detail))} ${clock(now)}`]
}

/** A sentence would run out of the picture; all of it stands in the ledger. */
function short(why: string): string {
  const letters = [...why]
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : why
}
