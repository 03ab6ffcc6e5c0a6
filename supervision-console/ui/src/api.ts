import { Problem, problemOf } from './problem'

/** Who is signed in and why pictures are looked at; nulls for nobody. */
export interface Session {
  account: string | null
  reason: string | null
}

export interface RegionRow {
  code: string
  name: string
  parent: string
  level: 'province' | 'city' | 'county'
}
export interface PointRow {
  code: string
  name: string
  place: string
}
export interface SiteRow {
  name: string
  kind: string
  region: string
  points: PointRow[]
}
/** All regions, sites and points, flat, in the order of the lists. */
export interface PointRows {
  regions: RegionRow[]
  sites: SiteRow[]
}

/** What opens one stream for a short time. */
export interface Ticket {
  ticket: string
  expires: string
  whep: string
  live: string
}

export interface ServerState {
  time: string
  version: string
}

const TIMEOUT_MS = 10_000

async function call<T>(method: string, path: string, body?: unknown, timeout = TIMEOUT_MS): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'GET') headers['X-XSRF-TOKEN'] = csrfToken()
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(timeout),
    })
  } catch {
    throw new Problem('CONSOLE_UNREACHABLE')
  }
  if (!response.ok) throw await problemOf(response)
  return (response.status === 204 ? undefined : await response.json()) as T
}

function csrfToken(): string {
  return /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? ''
}

export const api = {
  session: () => call<Session>('GET', '/api/session'),
  signIn: (user: string, password: string) => call<Session>('POST', '/api/session', { user, password }),
  signOut: () => call<void>('DELETE', '/api/session'),
  points: () => call<PointRows>('GET', '/api/points', undefined, 30_000),
  server: () => call<ServerState>('GET', '/api/server', undefined, 4_000),
  ticket: (stream: string, reason: string) => call<Ticket>('POST', '/api/tickets', { stream, reason }),
}
