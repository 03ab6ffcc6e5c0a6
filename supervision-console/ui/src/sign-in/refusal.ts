import { figure, problemWords, words } from '../messages'
import { Problem } from '../problem'

const MINUTE_S = 60

/** Why a step of the sign-in was refused; `wrong` says it where what was given is wrong. */
export function refusalWords(cause: unknown, wrong: string): string {
  const w = words.value
  if (!(cause instanceof Problem)) return w.signIn.failed
  if (cause.kind === 'WRONG_PASSWORD') return wrong
  if (cause.kind === 'TOO_MANY_TRIES') return waitWords(Number(cause.more.seconds ?? MINUTE_S))
  if (cause.kind === 'CONSOLE_UNREACHABLE') return w.signIn.unreachable
  if (isLost(cause)) return w.steps.lost
  return w.problems[cause.kind] ? problemWords(cause) : w.signIn.failed
}

/** Why another service's way in ended here; empty if it did not. */
export function landedWords(refused: unknown): string {
  if (typeof refused !== 'string' || !refused) return ''
  const w = words.value
  return w.steps.landed[refused] ?? w.signIn.failed
}

/** Whether the sign-in has to begin anew. */
export function isLost(cause: unknown): boolean {
  return cause instanceof Problem && (cause.kind === 'SIGNED_OUT' || cause.kind === 'OTHER_STEP')
}

function waitWords(seconds: number): string {
  const w = words.value.steps
  return seconds < MINUTE_S ? w.seconds(figure(seconds)) : w.minutes(figure(Math.ceil(seconds / MINUTE_S)))
}
