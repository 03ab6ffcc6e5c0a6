import { shallowRef } from 'vue'

/** What a dialog asks before it is done. */
export interface Question {
  title: string
  note: string
  go: string
  work: () => Promise<unknown>
}

/** One dialog for all questions of a screen; null while there is none. */
export function useAsk() {
  const question = shallowRef<Question | null>(null)

  function ask(next: Question) {
    question.value = next
  }

  return { question, ask }
}
