import { call } from './api'

/** One record; name, address and text are empty where there were none or they were deleted. */
export interface Entry {
  number: number
  at: string
  node: string
  kind: string
  result: string
  actor: string
  name: string
  address: string
  object: string
  reason: string
  text: string
  facts: Record<string, string>
}
export interface EntryPage {
  records: Entry[]
  next: number | null
}
/** What was signed of the ledger at one moment; hashes are base64 for URLs. */
export interface Head {
  size: number
  at: string
  node: string
  key: string
  root: string
  signature: string
  line: string
}
export interface HeadPage {
  heads: Head[]
  next: number | null
}
/** What shows that a record stands in the tree: the leaf as hashed, and the nodes beside its way up. */
export interface Proof {
  number: number
  leaf: string
  hash: string
  path: string[]
  head: Head
}
export type SecondPlace = 'none' | 'same_disk' | 'missing' | 'behind' | 'fine'
export interface LedgerState {
  failingSince: string | null
  size: number
  lost: number
  rewritable: boolean
  head: Head | null
  secondPlace: SecondPlace
  delivered: number
  freeBytes: number
  lowOnDisk: boolean
}
/** One view of a point, or the pictures of it that one person had for one reason. */
export interface Watch {
  kind: 'live' | 'platform' | 'snapshot' | 'thumbnail'
  point: string
  stream: string
  actor: string
  name: string
  reason: string
  text: string
  start: string
  /** How long a view went on; null while it does, and for pictures. */
  seconds: number | null
  /** How many stills; of thumbnails, in how many spans of up to an hour. */
  count: number
}

/** What the list is asked for; empty for all. Times are instants. */
export interface LedgerQuery {
  from: string
  to: string
  kind: string
  actor: string
  object: string
}

const SLOW_MS = 30_000
const given = (values: Record<string, string>) => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString()
/** As the server writes it. */
export const stateOf = (state: LedgerState): LedgerState => ({ ...state, secondPlace: state.secondPlace.toLowerCase() as SecondPlace })

export const ledgerApi = {
  entries: (query: LedgerQuery, cursor: number | null = null) =>
    call<EntryPage>('GET', `/api/ledger?${given({ ...query, cursor: cursor === null ? '' : String(cursor) })}`, { timeout: SLOW_MS }),
  proof: (number: number) => call<Proof>('GET', `/api/ledger/${number}/proof`, { timeout: SLOW_MS }),
  heads: (cursor: number | null = null) => call<HeadPage>('GET', `/api/ledger/heads?${given({ cursor: cursor === null ? '' : String(cursor) })}`),
  state: async () => stateOf(await call<LedgerState>('GET', '/api/ledger/state')),
  watched: (day: string, site: string) => call<Watch[]>('GET', `/api/watched?${given({ day, site })}`, { timeout: SLOW_MS }),
  exportAddress: (from: string, to: string) => `/api/ledger/export?${given({ from, to })}`,
}
