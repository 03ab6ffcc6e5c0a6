import { onBeforeUnmount, ref, type Ref } from 'vue'

const TICK_MS = 200
/** Shorter waits are not worth a word. */
const QUIET_MS = 400

/** Seconds that something has been waited for; null while it is not, or not for long. */
export function useWaiting(): { seconds: Ref<number | null>; during<T>(work: Promise<T>): Promise<T> } {
  const seconds = ref<number | null>(null)
  let timer: ReturnType<typeof setInterval> | undefined

  function stop() {
    clearInterval(timer)
    seconds.value = null
  }

  function during<T>(work: Promise<T>): Promise<T> {
    const begun = Date.now()
    clearInterval(timer)
    timer = setInterval(() => {
      const passed = Date.now() - begun
      if (passed >= QUIET_MS) seconds.value = Math.floor(passed / 1000)
    }, TICK_MS)
    return work.finally(stop)
  }

  onBeforeUnmount(stop)
  return { seconds, during }
}
