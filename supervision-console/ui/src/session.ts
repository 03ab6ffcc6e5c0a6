import { reactive } from 'vue'
import { api, type Factor, type Obstacle, type Session, type Stage } from './api'
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

/** Who is signed in, and whether the console still answers. Shared by all screens. */
export const session = reactive({
  ...NOBODY,
  reason: null as string | null,
  known: false,
  /** The session ended while a page was open. */
  ended: false,
  /** The step of the sign-in that is due, and whose it is. */
  stage: 'none' as Stage,
  name: '',
  factors: [] as Factor[],
  passkeyObstacle: null as Obstacle | null,
  oidc: null as string | null,
})

/** The purpose that goes with a picture. */
export const reasonNow = (): string => session.reason ?? 'routine_tour'

/** Whether the account may do this somewhere. */
export const may = (right: string): boolean => session.rights.includes(right)

/** Takes over what the console says of the session. Nobody is signed in before the last step. */
export function sessionOf(found: Session): void {
  const { stage, factors, passkeyObstacle, oidc } = found
  Object.assign(session, { stage, factors, passkeyObstacle, oidc, name: found.account ?? '', known: true })
  if (stage !== 'open') {
    Object.assign(session, NOBODY)
    return
  }
  const { account, id, rights, viewer } = found
  const { fullName, role, region, site } = found
  Object.assign(session, { account, id, rights, viewer, fullName: fullName ?? '', role: role ?? '', region: region ?? '', site: site ?? '' })
  session.reason = found.reason ?? null
  session.ended = false
}

export async function loadSession(): Promise<void> {
  sessionOf(await api.session())
}

export async function signIn(user: string, password: string): Promise<void> {
  sessionOf(await api.signIn(user, password))
}

export async function signOut(): Promise<void> {
  // First here: whatever asks in the background must not be told that the session is over.
  forget()
  await api.signOut().catch(() => undefined)
}

/** To be told of every problem: one of them means that the session is over. */
export function noticeProblem(problem: unknown): void {
  if (problem instanceof Problem && problem.kind === 'SIGNED_OUT' && session.account) {
    forget()
    session.ended = true
  }
}

function forget(): void {
  Object.assign(session, NOBODY, { reason: null, stage: 'none', name: '', factors: [] })
}
