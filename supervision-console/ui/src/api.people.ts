import { call, type Session } from './api'
import { allOf, pageOf, type List, type Page } from './pages'

export type Role = 'administrator' | 'auditor' | 'inspector' | 'region_chief' | 'officer'
export const ROLES: readonly Role[] = ['administrator', 'auditor', 'inspector', 'region_chief', 'officer']

export interface Account {
  id: string
  name: string
  fullName: string
  role: Role
  region: string
  site: string
  mustChange: boolean
  disabled: boolean
  created: string
}
export interface AccountRow {
  account: Account
  hasFactor: boolean
  rights: string[]
}
export interface AccountDraft {
  name: string
  fullName: string
  role: string
  region: string
  site: string
}
/** An account with a password that opens one sign-in and is told only now. */
export interface Made {
  account: Account
  password: string
}

export interface SessionRow {
  session: { id: string; stage: string; address: string; agent: string; created: string; seen: string; until: string }
  current: boolean
}

export interface Held {
  oneTimeCodes: boolean
  passkeys: { id: string; label: string; created: string; used: string | null }[]
  recoveryCodes: number
  any: boolean
}
export interface Secret {
  secret: string
  uri: string
}
export interface Enrolled {
  session: Session
  recoveryCodes: string[]
}

export type PlaceKind = 'region' | 'site' | 'group' | 'point'
export interface Place {
  placeKind: PlaceKind
  place: string
}
export interface GrantRow {
  grant: {
    id: string
    account: string
    right: string
    allows: boolean
    place: { kind: PlaceKind; id: string }
    from: string
    until: string
    cause: string
    words: string
    grantedBy: string
  }
  accountName: string | null
  placeName: string
  grantedByName: string
}
export interface GrantDraft extends Place {
  account: string
  right: string
  allow: boolean
  until: string
  words: string
}

/** What can be given beside a role. */
export const GIVEN_RIGHTS = ['live', 'ptz', 'snapshot', 'playback', 'export', 'maintenance', 'findings', 'inspect', 'visits', 'reports'] as const

export interface Group {
  id: string
  name: string
  region: string
  points: string[]
}
/** A point that one person alone may not look at. */
export interface Mark {
  point: string
  words: string
  markedBy: string
  at: string
}
export interface AskRow {
  ask: { id: string; point: string; account: string; words: string; asked: string; answer: 'asked' | 'given' | 'refused'; answeredBy: string; until: string | null }
  accountName: string
  pointName: string
}

/** The console writes some keys in capitals. */
const lower = <T extends string>(key: T): T => key.toLowerCase() as T
const accountOf = (one: Account): Account => ({ ...one, role: lower(one.role) })
const rowOf = (row: AccountRow): AccountRow => ({ ...row, account: accountOf(row.account) })
const madeOf = (made: Made): Made => ({ ...made, account: accountOf(made.account) })

function grantOf({ grant, ...names }: GrantRow): GrantRow {
  const place = { ...grant.place, kind: lower(grant.place.kind) }
  return { ...names, grant: { ...grant, place, right: lower(grant.right), cause: lower(grant.cause) } }
}

function askOf({ ask, ...names }: AskRow): AskRow {
  return { ...names, ask: { ...ask, answer: lower(ask.answer) } }
}

const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1)

const ACCOUNTS: List = { path: '/api/accounts', rows: 'accounts', cursor: 'after' }
const GRANTS: List = { path: '/api/grants', rows: 'grants', cursor: 'before' }
const GROUPS: List = { path: '/api/groups', rows: 'groups', cursor: 'after' }
const ASKS: List = { path: '/api/view-requests', rows: 'requests', cursor: 'before' }

const account = (id: string) => `/api/accounts/${encodeURIComponent(id)}`
const sensitive = (code: string) => `/api/sensitive-points/${encodeURIComponent(code)}`
const group = (id: string) => `/api/groups/${encodeURIComponent(id)}`

/** One's own sign-in: its steps, second factors and sessions. */
export const ownApi = {
  code: (code: string) => call<Session>('POST', '/api/session/code', { body: { code } }),
  passkeyOptions: () => call<PublicKeyCredentialRequestOptionsJSON>('POST', '/api/session/passkey/options', { body: {} }),
  passkey: (credential: string) => call<Session>('POST', '/api/session/passkey', { body: { credential } }),
  setPassword: (before: string, password: string) => call<Session>('PUT', '/api/session/password', { body: { before, password } }),

  factors: () => call<Held>('GET', '/api/factors'),
  beginCode: () => call<Secret>('POST', '/api/factors/code', { body: {} }),
  confirmCode: (code: string) => call<Enrolled>('PUT', '/api/factors/code', { body: { code } }),
  removeCode: (password: string) => call<void>('POST', '/api/factors/code/remove', { body: { password } }),
  creationOptions: () => call<PublicKeyCredentialCreationOptionsJSON>('POST', '/api/factors/passkeys/options', { body: {} }),
  addPasskey: (credential: string, label: string) => call<Enrolled>('POST', '/api/factors/passkeys', { body: { credential, label } }),
  removePasskey: (id: string) => call<void>('DELETE', `/api/factors/passkeys/${encodeURIComponent(id)}`),
  freshCodes: (password: string) => call<string[]>('POST', '/api/factors/recovery', { body: { password } }),

  sessions: (of = '') => call<SessionRow[]>('GET', `/api/sessions${of && `?${new URLSearchParams({ account: of })}`}`),
  endSession: (id: string) => call<void>('DELETE', `/api/sessions/${encodeURIComponent(id)}`),
  viewAs: (id: string) => call<void>('PUT', '/api/view-as', { body: { account: id } }),
  endViewAs: () => call<void>('DELETE', '/api/view-as'),
}

/** Accounts and what they may do. */
export const peopleApi = {
  accounts: async () => (await allOf<AccountRow>(ACCOUNTS)).map(rowOf).sort((one, other) => byName(one.account, other.account)),
  addAccount: async (draft: AccountDraft) => madeOf(await call<Made>('POST', '/api/accounts', { body: draft })),
  changeAccount: async (id: string, draft: AccountDraft) => rowOf(await call<AccountRow>('PUT', account(id), { body: draft })),
  disable: async (id: string, disabled: boolean) => rowOf(await call<AccountRow>('PUT', `${account(id)}/state`, { body: { disabled } })),
  freshPassword: async (id: string) => madeOf(await call<Made>('POST', `${account(id)}/password`, { body: {} })),
  removeFactors: (id: string) => call<void>('POST', `${account(id)}/factors/remove`, { body: {} }),

  async grants(from: string): Promise<Page<GrantRow>> {
    const { rows, next } = await pageOf<GrantRow>(GRANTS, from)
    return { rows: rows.map(grantOf), next }
  },
  addGrant: async (draft: GrantDraft) => grantOf(await call<GrantRow>('POST', '/api/grants', { body: draft })),
  revoke: (id: string) => call<void>('DELETE', `/api/grants/${encodeURIComponent(id)}`),
  breakGlass: async (place: Place, words: string) => grantOf(await call<GrantRow>('POST', '/api/break-glass', { body: { ...place, words } })),

  groups: async () => (await allOf<Group>(GROUPS)).sort(byName),
  addGroup: (draft: Omit<Group, 'id'>) => call<Group>('POST', '/api/groups', { body: draft }),
  changeGroup: (id: string, draft: Omit<Group, 'id'>) => call<Group>('PUT', group(id), { body: draft }),
  removeGroup: (id: string) => call<void>('DELETE', group(id)),

  marks: () => call<Mark[]>('GET', '/api/sensitive-points'),
  mark: (code: string, words: string) => call<void>('PUT', sensitive(code), { body: { words } }),
  unmark: (code: string) => call<void>('DELETE', sensitive(code)),
  asks: async () => (await allOf<AskRow>(ASKS)).map(askOf),
  ask: async (code: string, words: string) => askOf(await call<AskRow>('POST', `/api/points/${encodeURIComponent(code)}/view-requests`, { body: { words } })),
  answer: async (id: string, allow: boolean) => askOf(await call<AskRow>('PUT', `/api/view-requests/${encodeURIComponent(id)}`, { body: { allow } })),
}
