import { onBeforeUnmount, ref, shallowRef } from 'vue'
import { api } from '../api'
import type { RegistrationFailure } from '../api.points'
import { problemWords } from '../messages'
import { noticeProblem } from '../session'

const ASK_MS = 3_000
/** A device that does not answer takes up to a minute. */
const MOST_ASKS = 25

/** Why a device is not registered, and trying it once more. */
export function useRegistration(device: string) {
  const failure = shallowRef<RegistrationFailure | null>(null)
  const trying = ref(false)
  const done = ref(false)
  const wrong = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined

  async function again() {
    trying.value = true
    wrong.value = ''
    try {
      await api.registerAgain(device)
      ask(MOST_ASKS, failure.value?.tried)
    } catch (problem) {
      failed(problem)
    }
  }

  /** Until it was tried anew. */
  function ask(left: number, before: string | undefined) {
    timer = setTimeout(async () => {
      try {
        const found = await failureOf(device)
        const isOver = left === 0 || !found || found.tried !== before
        if (!isOver) return ask(left - 1, before)
        done.value = !found
        failure.value = found
        trying.value = false
      } catch (problem) {
        failed(problem)
      }
    }, ASK_MS)
  }

  function failed(problem: unknown) {
    noticeProblem(problem)
    wrong.value = problemWords(problem)
    trying.value = false
  }

  failureOf(device).then((found) => (failure.value = found), noticeProblem)
  onBeforeUnmount(() => clearTimeout(timer))
  return { failure, trying, done, wrong, again }
}

async function failureOf(device: string): Promise<RegistrationFailure | null> {
  return (await api.registration()).failed.find((one) => one.device === device) ?? null
}
