import { shallowRef, type ShallowRef } from 'vue'
import { problemWords } from '../messages'
import type { Page } from '../pages'
import { noticeProblem } from '../session'

interface Pages<T> {
  rows: ShallowRef<T[] | null>
  /** Where the next page begins; null at the end. */
  next: ShallowRef<string | null>
  busy: ShallowRef<boolean>
  problem: ShallowRef<string>
  load: () => Promise<void>
  more: () => Promise<void>
}

/** A list page by page: what has come so far, or why it did not. An answer that was overtaken is dropped. */
export function usePages<T>(ask: (from: string) => Promise<Page<T>>): Pages<T> {
  const rows = shallowRef<T[] | null>(null)
  const next = shallowRef<string | null>(null)
  const busy = shallowRef(false)
  const problem = shallowRef('')
  let asked = 0

  async function find(from: string) {
    const mine = ++asked
    busy.value = true
    try {
      const page = await ask(from)
      if (mine !== asked) return
      rows.value = from ? [...(rows.value ?? []), ...page.rows] : page.rows
      next.value = page.next
      problem.value = ''
    } catch (cause) {
      noticeProblem(cause)
      if (mine === asked) problem.value = problemWords(cause)
    } finally {
      if (mine === asked) busy.value = false
    }
  }

  return { rows, next, busy, problem, load: () => find(''), more: () => find(next.value ?? '') }
}
