import { call } from './api'

/** One record; names and words are null once they were deleted. */
export interface Entry {
  number: number
  at: string
  kind: string
  result: string
  actor: { id: string; name: string | null; address: string | null }
  object: string
  reason: string
  text: string | null
  facts: Record<string, string>
  hash: string
}
export interface EntryPage {
  entries: Entry[]
  next: string | null
}
/** What shows that a record stands in the tree: the leaf as hashed, and the nodes beside its way up. */
export interface Proof {
  number: number
  leaf: string
  hash: string
  size: number
  root: string
  path: string[]
}
export interface Head {
  size: number
  at: string
  root: string
}
export interface LedgerState {
  failing: boolean
  size: number
  head: Head | null
  secondPlace: { state?: string; at?: string | null; words?: string } | null
  freeBytes: number
}
export interface Watch {
  point: string
  person: string
  reason: string
  start: string
  seconds: number
}

/** What the list is asked for; empty for all. */
export interface LedgerQuery {
  from: string
  to: string
  kind: string
  actor: string
  object: string
}

const SLOW_MS = 30_000
const given = (values: Record<string, string>) => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString()

export const ledgerApi = {
  entries: (query: LedgerQuery, cursor = '') => call<EntryPage>('GET', `/api/ledger?${given({ ...query, cursor })}`, { timeout: SLOW_MS }),
  proof: (number: number) => call<Proof>('GET', `/api/ledger/${number}/proof`),
  heads: () => call<Head[]>('GET', '/api/ledger/heads'),
  state: () => call<LedgerState>('GET', '/api/ledger/state'),
  watched: (day: string, site: string) => call<Watch[]>('GET', `/api/watched?${given({ day, site })}`, { timeout: SLOW_MS }),
  exportAddress: '/api/ledger/export',
}
