import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { api } from '../api'
import type { PtzOrder, PtzStatus } from '../api.points'
import { clock, problemWords, words } from '../messages'
import { Problem } from '../problem'
import { noticeProblem, session } from '../session'
import { PtzHold } from './PtzHold'
import { speedOf, type Way } from './ptzKeys'

const ASK_MS = 10_000

/** Moving one camera. `status` is null where nothing can be moved. */
export function usePtz(code: string) {
  const at = ref<string | null>(null)
  const going = ref<Way | null>(null)
  const { status, problem, wrong, holder, ask } = usePtzStatus(code)

  function failed(cause: unknown) {
    noticeProblem(cause)
    problem.value = cause
    going.value = null
    void ask()
  }

  const hold = new PtzHold({
    move: (speed) => send(code, { action: 'move', ...speed }),
    stop: () => send(code, { action: 'stop' }),
    onProblem: failed,
  })

  function press(way: Way) {
    problem.value = null
    at.value = null
    going.value = way
    hold.press(speedOf(way))
  }

  function release() {
    if (!hold.isHeld) return
    going.value = null
    hold.release()
    void ask()
  }

  /** What is done once; the list of views may be another one afterwards. */
  async function once(order: PtzOrder): Promise<boolean> {
    problem.value = null
    try {
      await send(code, order)
      at.value = order.action === 'go' ? (order.preset ?? null) : null
      await ask()
      return true
    } catch (cause) {
      failed(cause)
      return false
    }
  }

  whenLookedAway(release)
  return { status, wrong, holder, at, going, press, release, once }
}

const send = (code: string, order: PtzOrder) => api.movePtz(code, order)

/** Who moves the camera, asked for every ten seconds while the page is looked at. */
function usePtzStatus(code: string) {
  const status = shallowRef<PtzStatus | null>(null)
  const problem = shallowRef<unknown>(null)
  let timer: ReturnType<typeof setInterval> | undefined

  const wrong = computed(() => {
    const isHeld = problem.value instanceof Problem && problem.value.kind === 'PTZ_HELD'
    return problem.value === null || isHeld ? '' : problemWords(problem.value)
  })
  const holder = computed(() => {
    const w = words.value.ptz
    const now = status.value
    if (!now?.holder) return problem.value && !wrong.value ? w.held : w.free
    if (now.holder === session.account) return w.mine
    return now.until ? w.heldUntil(now.holder, clock(Date.parse(now.until), true)) : w.heldBy(now.holder)
  })

  async function ask() {
    try {
      const found = await api.ptz(code)
      status.value = found.movable ? found : null
    } catch (cause) {
      noticeProblem(cause)
    }
  }

  onMounted(() => {
    void ask()
    timer = setInterval(() => status.value && document.visibilityState === 'visible' && void ask(), ASK_MS)
  })
  onBeforeUnmount(() => clearInterval(timer))
  return { status, problem, wrong, holder, ask }
}

/** The window loses the keys, the page is hidden or left. */
function whenLookedAway(act: () => void) {
  const ifHidden = () => document.visibilityState === 'hidden' && act()
  onMounted(() => {
    globalThis.addEventListener('blur', act)
    document.addEventListener('visibilitychange', ifHidden)
  })
  onBeforeUnmount(() => {
    act()
    globalThis.removeEventListener('blur', act)
    document.removeEventListener('visibilitychange', ifHidden)
  })
}
