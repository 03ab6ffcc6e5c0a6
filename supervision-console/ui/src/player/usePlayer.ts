import { onBeforeUnmount, onMounted, shallowRef, watch, type Ref } from 'vue'
import { api } from '../api'
import { Problem } from '../problem'
import { needPurpose } from '../purpose/purpose'
import { noticeProblem, session } from '../session'
import { StreamPlayer } from './StreamPlayer'
import type { PlayerState, PlayTicket, StreamName } from './types'

/**
 * A player that lives as long as the component that shows it, and no longer than the person's session. It opens once it
 * is said why, closes when that ends, and opens anew for another purpose.
 */
export function usePlayer(host: Ref<HTMLElement | undefined>, point: () => string, first: () => StreamName, onState: (state: PlayerState) => void = () => undefined) {
  const state = shallowRef<PlayerState>({ is: 'idle' })
  let player: StreamPlayer | undefined
  /** Somebody wants to see it, whether or not it can be seen. */
  let wanted = false
  let silent = true
  /** The purpose the picture was opened for. */
  let openedFor: string | null = null

  function become(next: PlayerState) {
    state.value = next
    onState(next)
  }

  async function play(muted: boolean) {
    wanted = true
    silent = muted
    if (!(await needPurpose())) {
      if (wanted && !player) become(noReason())
      return
    }
    if (!wanted || player || !host.value) return
    player = new StreamPlayer({ point: point(), first: first(), host: host.value, ticket: ticketFor, onState: become })
    player.setMuted(silent)
    begin(player)
  }

  function begin(opened: StreamPlayer) {
    openedFor = purposeNow()
    opened.play()
  }

  /** A fault is tried again, after the question where there is no purpose. */
  async function retry() {
    if (!player) return play(silent)
    if ((await needPurpose()) && player) begin(player)
  }

  function setMuted(muted: boolean) {
    silent = muted
    player?.setMuted(muted)
  }

  function close() {
    player?.stop()
    player = undefined
    openedFor = null
  }

  function stop() {
    wanted = false
    close()
    if (state.value.is !== 'idle') become({ is: 'idle' })
  }

  function purposeChanged(now: string | null) {
    if (!wanted || now === openedFor) return
    if (now === null) {
      close()
      become(noReason())
    } else {
      void retry()
    }
  }

  // A page that goes away says good-bye to the relay.
  onMounted(() => globalThis.addEventListener('pagehide', stop))
  onBeforeUnmount(() => {
    globalThis.removeEventListener('pagehide', stop)
    stop()
  })
  watch(() => session.account, (account) => account === null && stop())
  watch(purposeNow, purposeChanged)

  return { state, play, stop, retry, setMuted, isOn: () => wanted, player: () => player }
}

const purposeNow = (): string | null => session.reason && `${session.reason} ${session.detail}`

const noReason = (): PlayerState => ({ is: 'fault', problem: new Problem('NO_REASON'), since: Date.now() })

/** A fresh one for each view. */
async function ticketFor(stream: string): Promise<PlayTicket> {
  try {
    return await api.ticket(stream)
  } catch (problem) {
    noticeProblem(problem)
    throw problem
  }
}
