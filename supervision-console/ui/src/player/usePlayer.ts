import { onBeforeUnmount, onMounted, shallowRef, watch, type Ref } from 'vue'
import { api } from '../api'
import { noticeProblem, session } from '../session'
import type { PlayerState, PlayTicket, StreamName } from './types'
import { WantedPlayer } from './WantedPlayer'

/** A player that lives as long as the component that shows it, and no longer than the person's session and purpose. */
export function usePlayer(host: Ref<HTMLElement | undefined>, point: () => string, first: () => StreamName, onState: (state: PlayerState) => void = () => undefined) {
  const state = shallowRef<PlayerState>({ is: 'idle' })
  const wanted = new WantedPlayer(
    () => host.value && { point: point(), first: first(), host: host.value, ticket: ticketFor },
    purposeNow,
    (next) => {
      state.value = next
      onState(next)
    },
  )
  const stop = () => wanted.stop()

  // A page that goes away says good-bye to the relay.
  onMounted(() => globalThis.addEventListener('pagehide', stop))
  onBeforeUnmount(() => {
    globalThis.removeEventListener('pagehide', stop)
    stop()
  })
  watch(() => session.account, (account) => account === null && stop())
  watch(purposeNow, () => wanted.purposeChanged())

  return {
    state,
    stop,
    /** Gets the picture ready to be played at once, while nobody looks at it. */
    warm: () => wanted.warm(),
    play: (muted: boolean) => wanted.play(muted),
    retry: () => wanted.retry(),
    setMuted: (muted: boolean) => wanted.setMuted(muted),
    isOn: () => wanted.isOn,
    player: () => wanted.open,
    frames: () => wanted.open?.frames ?? 0,
  }
}

const purposeNow = (): string | null => session.reason && `${session.reason} ${session.detail}`

/** A fresh one for each view. */
async function ticketFor(stream: string): Promise<PlayTicket> {
  try {
    return await api.ticket(stream)
  } catch (problem) {
    noticeProblem(problem)
    throw problem
  }
}
