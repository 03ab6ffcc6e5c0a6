import type { ImportAnswer } from '../api.points'

const MOST_BYTES = 16 * 1024 * 1024
const LINE_FEED = 10

/** What is wrong with a file before it is sent; empty if nothing is. */
export function refusal(file: { name: string; size: number }): '' | 'notList' | 'tooLarge' {
  if (!/\.(csv|xlsx)$/i.test(file.name)) return 'notList'
  return file.size > MOST_BYTES ? 'tooLarge' : ''
}

/** Rows below the head of a CSV file, by its line ends, which all its codings share; null for a workbook. */
export async function rowsOf(file: File): Promise<number | null> {
  if (!/\.csv$/i.test(file.name)) return null
  const bytes = new Uint8Array(await file.arrayBuffer())
  const ends = bytes.reduce((count, byte) => count + (byte === LINE_FEED ? 1 : 0), 0)
  const isOpen = bytes.length > 0 && bytes.at(-1) !== LINE_FEED
  return Math.max(0, ends + (isOpen ? 1 : 0) - 1)
}

/** Rows that the answer speaks of. */
export function rowsIn(answer: ImportAnswer): number {
  const wrong = new Set(answer.problems.filter((problem) => problem.row > 0).map((problem) => problem.row))
  return answer.added + answer.changed + answer.unchanged + wrong.size
}
