import { reactive } from 'vue'
import { api, type Purpose } from './api'
import { Problem } from './problem'

/** Who is signed in and why they look, and whether the console still answers. Shared by all screens. */
export const session = reactive({
  account: null as string | null,
  /** Key of the purpose; null for none. */
  reason: null as string | null,
  /** Number or words of the purpose. */
  detail: '',
  /** When the purpose ends by itself, by the server's clock. */
  until: null as number | null,
  known: false,
  /** The session ended while a page was open. */
  ended: false,
})

export const NO_PURPOSE: Purpose = { reason: null, detail: '', until: null }

export async function loadSession(): Promise<void> {
  const found = await api.session()
  session.account = found.account
  if (found.account) purposeOf(await api.purpose())
  session.known = true
}

export async function signIn(user: string, password: string): Promise<void> {
  const found = await api.signIn(user, password)
  purposeOf(await api.purpose())
  session.account = found.account
  session.ended = false
}

/** Takes over what the server knows of the purpose. */
export function purposeOf(purpose: Purpose): void {
  session.reason = purpose.reason
  session.detail = purpose.detail
  session.until = purpose.until === null ? null : Date.parse(purpose.until)
}

export async function signOut(): Promise<void> {
  await api.signOut().catch(() => undefined)
  forget()
}

/** To be told of every problem: some mean that the session is over, or that there is no purpose any more. */
export function noticeProblem(problem: unknown): void {
  const kind = problem instanceof Problem ? problem.kind : ''
  if (kind === 'SIGNED_OUT' && session.account) {
    forget()
    session.ended = true
  } else if (kind === 'NO_REASON') {
    purposeOf(NO_PURPOSE)
  }
}

function forget(): void {
  session.account = null
  purposeOf(NO_PURPOSE)
}
