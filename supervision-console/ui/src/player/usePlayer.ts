import { onBeforeUnmount, onMounted, shallowRef, watch, type Ref } from 'vue'
import { api } from '../api'
import { noticeProblem, session } from '../session'
import { StreamPlayer } from './StreamPlayer'
import type { PlayerState, PlayTicket, StreamName } from './types'

/** A player that lives as long as the component that shows it, and no longer than the person's session. */
export function usePlayer(host: Ref<HTMLElement | undefined>, point: () => string, first: () => StreamName, onState: (state: PlayerState) => void = () => undefined) {
  const state = shallowRef<PlayerState>({ is: 'idle' })
  let player: StreamPlayer | undefined

  function play(muted: boolean) {
    if (!host.value) return
    player = new StreamPlayer({
      point: point(),
      first: first(),
      host: host.value,
      ticket: ticketFor,
      onState: (next) => {
        state.value = next
        onState(next)
      },
    })
    player.setMuted(muted)
    player.play()
  }

  function stop() {
    player?.stop()
    player = undefined
  }

  // A page that goes away says good-bye to the relay.
  onMounted(() => globalThis.addEventListener('pagehide', stop))
  onBeforeUnmount(() => {
    globalThis.removeEventListener('pagehide', stop)
    stop()
  })
  watch(() => session.account, (account) => account === null && stop())

  return { state, play, stop, isOn: () => player !== undefined, player: () => player }
}

async function ticketFor(stream: string): Promise<PlayTicket> {
  try {
    return await api.ticket(stream, session.reason ?? '')
  } catch (problem) {
    noticeProblem(problem)
    throw problem
  }
}
