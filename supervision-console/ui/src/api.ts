import type { Availability, By, Incidents, Maintenance, Span, States, Work } from './api.health'
import type { ImportAnswer, PointDetails, ProbeReport, ProbeTarget, PtzOrder, PtzStatus, Registration } from './api.points'
import { language } from './messages'
import { Problem, problemOf } from './problem'

/** Who is signed in and how far; nulls and empty lists for nobody. */
export interface Session {
  account: string | null
  id: string | null
  fullName: string | null
  role: string | null
  region: string | null
  site: string | null
  stage: Stage
  factors: Factor[]
  passkeyObstacle: Obstacle | null
  rights: string[]
  /** Who really sits there, while the console is seen as somebody else. */
  viewer: string | null
  /** What the other service is called that people may sign in with. */
  /** Another service people may sign in by. */
  oidc: { name: string; start: string } | null
}

/** Why pictures are looked at, and when that ends; nulls for no purpose. */
export interface Purpose {
  reason: string | null
  detail: string
  until: string | null
}
/** Which step of a sign-in is due; all are done at `open`. */
export type Stage = 'none' | 'factor' | 'change' | 'enrol' | 'open'
export type Factor = 'code' | 'passkey'
export type Obstacle = 'by_address' | 'no_tls' | 'other_name'

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
  /** In degrees; left out, as is `latitude`, where nobody noted it. */
  longitude?: number
  latitude?: number
}
export interface SiteRow {
  /** As planned work names it. */
  id: string
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

export type LedgerWarning = 'FINE' | 'LOW_ON_DISK' | 'FAILING'

export interface ServerState {
  time: string
  version: string
  ledger: LedgerWarning
}

const TIMEOUT_MS = 10_000
const SLOW_MS = 30_000
/** A list of thousands of rows is read, checked and written; a device is played up to its first key frame. */
const WORK_MS = 180_000

/** A movement that comes late is worse than none. */
const PTZ_MS = 5_000

interface Call {
  /** Sent as JSON, a file as it is. */
  body?: unknown
  timeout?: number
  /** Goes out even when the page goes away. */
  keepalive?: boolean
}

/** Calls under way, so that none outlives the session it was made in. */
const underWay = new Set<AbortController>()

/** Lets go of every answer that is still to come. */
export function stopAsking(): void {
  for (const call of underWay) call.abort()
  underWay.clear()
}

async function ask(method: string, path: string, accept: string, { body, timeout = TIMEOUT_MS, keepalive = false }: Call): Promise<Response> {
  const headers: Record<string, string> = { Accept: accept, 'Accept-Language': language.value }
  if (method !== 'GET') headers['X-XSRF-TOKEN'] = csrfToken()
  const isFile = body instanceof Blob
  if (body !== undefined) headers['Content-Type'] = isFile ? 'application/octet-stream' : 'application/json'
  let response: Response
  const call = new AbortController()
  // Its body has to be there in time as well.
  setTimeout(() => call.abort(), timeout)
  underWay.add(call)
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : isFile ? body : JSON.stringify(body),
      credentials: 'same-origin',
      keepalive,
      signal: call.signal,
    })
  } catch {
    throw new Problem(underWay.has(call) ? 'CONSOLE_UNREACHABLE' : 'SIGNED_OUT')
  } finally {
    underWay.delete(call)
  }
  if (!response.ok) throw await problemOf(response)
  return response
}

/** Calls the console and reads its JSON. */
export async function call<T>(method: string, path: string, more: Call = {}): Promise<T> {
  const response = await ask(method, path, 'application/json', more)
  const isEmpty = response.status === 202 || response.status === 204
  return (isEmpty ? undefined : await response.json()) as T
}

/** A JPEG the console keeps or takes. */
export async function picture(path: string): Promise<Blob> {
  return (await ask('GET', path, 'image/jpeg, application/problem+json', { timeout: SLOW_MS })).blob()
}

function csrfToken(): string {
  return /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? ''
}

/** A list with problems comes as 422 with the same members as one that was taken. */
async function listCall(method: string, path: string, body: unknown): Promise<ImportAnswer> {
  try {
    return await call<ImportAnswer>(method, path, { body, timeout: WORK_MS })
  } catch (problem) {
    if (problem instanceof Problem && Array.isArray(problem.more.problems)) return problem.more as unknown as ImportAnswer
    throw problem
  }
}

const point = (code: string) => `/api/points/${encodeURIComponent(code)}`

export const api = {
  session: () => call<Session>('GET', '/api/session'),
  signIn: (user: string, password: string) => call<Session>('POST', '/api/session', { body: { user, password } }),
  signOut: () => call<void>('DELETE', '/api/session'),
  server: () => call<ServerState>('GET', '/api/server', { timeout: 4_000 }),
  purpose: () => call<Purpose>('GET', '/api/purpose'),
  choosePurpose: (reason: string, detail: string) => call<Purpose>('PUT', '/api/purpose', { body: { reason, detail } }),
  endPurpose: () => call<void>('DELETE', '/api/purpose'),
  /** Good for one view. */
  ticket: (stream: string) => call<Ticket>('POST', '/api/tickets', { body: { stream } }),

  points: () => call<PointRows>('GET', '/api/points', { timeout: SLOW_MS }),
  point: (code: string) => call<PointDetails>('GET', point(code)),
  putPoint: (code: string, values: Record<string, string>) => listCall('PUT', point(code), values),
  retirePoint: (code: string) => call<void>('DELETE', point(code)),
  restorePoint: (code: string) => call<void>('POST', `${point(code)}/restore`),
  probePoint: (code: string) => call<ProbeReport>('POST', `${point(code)}/probe`, { timeout: WORK_MS }),
  probeDevice: (target: ProbeTarget) => call<ProbeReport>('POST', '/api/devices/probe', { body: target, timeout: WORK_MS }),
  registration: () => call<Registration>('GET', '/api/registration'),
  registerAgain: (device: string) => call<void>('POST', `/api/registration/${encodeURIComponent(device)}`),
  ptz: (code: string) => call<PtzStatus>('GET', `${point(code)}/ptz`),
  movePtz: (code: string, order: PtzOrder) => call<PtzStatus>('POST', `${point(code)}/ptz`, { body: order, timeout: PTZ_MS, keepalive: true }),
  snapshot: (code: string) => picture(`${point(code)}/snapshot`),
  /** When each thumbnail that is there was taken; those that are not are fetched. */
  thumbnails: (codes: string[]) => call<Record<string, string>>('POST', '/api/thumbnails', { body: { codes } }),
  importPoints: (file: File, dryRun: boolean) =>
    listCall('POST', `/api/points/import?${new URLSearchParams({ file: file.name, dryRun: String(dryRun) })}`, file),
  exportAddress: (format: 'csv' | 'xlsx', region: string) => `/api/points/export?${new URLSearchParams({ format, ...(region && { region }) })}`,

  health: () => call<States>('GET', '/api/health'),
  history: (code: string) => call<Span[]>('GET', `${point(code)}/history`),
  incidents: () => call<Incidents>('GET', '/api/incidents'),
  availability: (by: By, from: string, to: string, where: { region?: string; point?: string } = {}) =>
    call<Availability[]>('GET', `/api/availability?${new URLSearchParams({ by, from, to, ...where })}`, { timeout: SLOW_MS }),
  maintenance: () => call<Maintenance[]>('GET', '/api/maintenance'),
  endMaintenance: (id: string) => call<void>('DELETE', `/api/maintenance/${encodeURIComponent(id)}`),
  planMaintenance: (work: Work) => call<Maintenance>('POST', '/api/maintenance', { body: work }),
}
