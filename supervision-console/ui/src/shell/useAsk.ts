import { nextTick, ref, shallowRef } from 'vue'
import type AskDialog from './AskDialog.vue'

/** What a dialog asks before it is done. */
export interface Question {
  title: string
  note: string
  go: string
  work: () => Promise<unknown>
}

/** One dialog for all questions of a screen. */
export function useAsk() {
  const question = shallowRef<Question | null>(null)
  const dialog = ref<InstanceType<typeof AskDialog>>()

  async function ask(next: Question) {
    question.value = next
    await nextTick()
    dialog.value?.open()
  }

  return { question, dialog, ask }
}
