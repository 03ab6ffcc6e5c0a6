import { reactive } from 'vue'
import { api } from './api'
import { Problem } from './problem'

/** Who is signed in, and whether the console still answers. Shared by all screens. */
export const session = reactive({
  account: null as string | null,
  reason: null as string | null,
  known: false,
  /** The session ended while a page was open. */
  ended: false,
})

/** The purpose that goes with a picture. */
export const reasonNow = (): string => session.reason ?? 'routine_tour'

export async function loadSession(): Promise<void> {
  const found = await api.session()
  session.account = found.account
  session.reason = found.reason
  session.known = true
}

export async function signIn(user: string, password: string): Promise<void> {
  const found = await api.signIn(user, password)
  session.account = found.account
  session.reason = found.reason
  session.ended = false
}

export async function signOut(): Promise<void> {
  await api.signOut().catch(() => undefined)
  session.account = session.reason = null
}

/** To be told of every problem: one of them means that the session is over. */
export function noticeProblem(problem: unknown): void {
  if (problem instanceof Problem && problem.kind === 'SIGNED_OUT' && session.account) {
    session.account = session.reason = null
    session.ended = true
  }
}
