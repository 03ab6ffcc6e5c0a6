import { call } from './api'

/** A list that the console tells page by page. */
export interface List {
  path: string
  /** Member of the answer that holds the rows. */
  rows: string
  cursor: 'after' | 'before'
}
/** Some rows, and what the next ones are asked for with; null at the end. */
export interface Page<T> {
  rows: T[]
  next: string | null
}

/** The rows behind a cursor, empty for the first ones. Pages that hold nothing for the reader are passed over. */
export async function pageOf<T>(list: List, from = ''): Promise<Page<T>> {
  let page: Page<T> = { rows: [], next: from }
  while (!page.rows.length && page.next !== null) {
    const answer = await call<Record<string, unknown>>('GET', `${list.path}${list.path.includes('?') ? '&' : '?'}${new URLSearchParams({ [list.cursor]: page.next })}`)
    page = { rows: answer[list.rows] as T[], next: answer.next as string | null }
  }
  return page
}

/** All rows, for lists that are searched or chosen from. */
export async function allOf<T>(list: List): Promise<T[]> {
  const rows: T[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page: Page<T> = await pageOf<T>(list, next)
    rows.push(...page.rows)
    next = page.next
  }
  return rows
}
