import { reactive } from 'vue'
import { api, stopAsking, type Factor, type Obstacle, type Purpose, type Session, type Stage } from './api'
import { Problem } from './problem'

const NOBODY = {
  account: null as string | null,
  id: null as string | null,
  fullName: '',
  role: '',
  region: '',
  site: '',
  rights: [] as string[],
  /** Who really sits there, while the console is seen as somebody else. */
  viewer: null as string | null,
}

/** Who is signed in and why they look, and whether the console still answers. Shared by all screens. */
export const session = reactive({
  ...NOBODY,
  /** Key of the purpose; null for none. */
  reason: null as string | null,
  /** Number or words of the purpose. */
  detail: '',
  /** When the purpose ends by itself, by the server's clock. */
  until: null as number | null,
  known: false,
  /** The session ended while a page was open. */
  ended: false,
  /** The step of the sign-in that is due, and whose it is. */
  stage: 'none' as Stage,
  name: '',
  factors: [] as Factor[],
  passkeyObstacle: null as Obstacle | null,
  oidc: null as Session['oidc'],
})

export const NO_PURPOSE: Purpose = { reason: null, detail: '', until: null }

/** Whether the account may do this somewhere. */
export const may = (right: string): boolean => session.rights.includes(right)

/** Takes over what the console says of the session. Nobody is signed in before the last step. */
export function sessionOf(found: Session): void {
  const { stage, factors, passkeyObstacle, oidc } = found
  Object.assign(session, { stage, factors, passkeyObstacle, oidc, name: found.account ?? '', known: true })
  if (stage !== 'open') {
    Object.assign(session, NOBODY)
    purposeOf(NO_PURPOSE)
    return
  }
  const { account, id, rights, viewer } = found
  const { fullName, role, region, site } = found
  Object.assign(session, { account, id, rights, viewer, fullName: fullName ?? '', role: role ?? '', region: region ?? '', site: site ?? '' })
  session.ended = false
}

export async function loadSession(): Promise<void> {
  const found = await api.session()
  if (found.stage === 'open') await loadPurpose()
  sessionOf(found)
}

export async function signIn(user: string, password: string): Promise<void> {
  sessionOf(await api.signIn(user, password))
}

let purposes = 0

/** The purpose outlives a page and belongs to the account. An answer that is overtaken by a newer one counts no more. */
export async function loadPurpose(): Promise<void> {
  const before = purposes
  const found = await api.purpose().catch(() => NO_PURPOSE)
  if (before === purposes) purposeOf(found)
}

/** Takes over what the server knows of the purpose. */
export function purposeOf(purpose: Purpose): void {
  purposes++
  session.reason = purpose.reason
  session.detail = purpose.detail
  session.until = purpose.until === null ? null : Date.parse(purpose.until)
}

export async function signOut(): Promise<void> {
  // First here: whatever asks in the background must not be told that the session is over.
  forget()
  stopAsking()
  await api.signOut().catch(() => undefined)
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
  Object.assign(session, NOBODY, { stage: 'none', name: '', factors: [] })
  purposeOf(NO_PURPOSE)
}
