import { shallowRef, type ShallowRef } from 'vue'
import { problemWords } from '../messages'
import { noticeProblem } from '../session'

/** Something asked for: what came, or why it did not. An answer that was overtaken is dropped. */
export function useLoad<T>(ask: () => Promise<T>): { value: ShallowRef<T | null>; problem: ShallowRef<string>; load: () => Promise<void> } {
  const value = shallowRef<T | null>(null)
  const problem = shallowRef('')
  let asked = 0

  async function load() {
    const mine = ++asked
    try {
      const found = await ask()
      if (mine !== asked) return
      value.value = found
      problem.value = ''
    } catch (cause) {
      noticeProblem(cause)
      if (mine === asked) problem.value = problemWords(cause)
    }
  }

  return { value, problem, load }
}
