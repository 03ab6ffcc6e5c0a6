import { call } from './api'
import { pageOf, type Page } from './pages'

export type FindingState = 'raised' | 'accepted' | 'answered' | 'returned' | 'closed'
export const KINDS = ['frozen', 'blurred', 'covered', 'moved', 'dark', 'offline', 'password', 'unmanned', 'sign', 'blocked', 'disorder', 'other'] as const
export type FindingKind = (typeof KINDS)[number]
/** Which findings a list holds. */
export type Selected = 'answered' | 'office' | 'overdue' | 'open' | 'closed'

export interface FindingRow {
  id: string
  number: string
  kind: FindingKind
  state: FindingState
  overdue: boolean
  point: string
  pointName: string
  site: string
  siteName: string
  regions: string[]
  words: string
  raisedBy: string
  raised: string
  due: string
  changed: string
}
export interface FindingStep {
  kind: 'raised' | 'accepted' | 'answered' | 'returned' | 'closed' | 'reopened' | 'due'
  by: string
  own: boolean
  words: string
  due: string | null
  at: string
  pictures: string[]
}
export interface Finding {
  finding: FindingRow
  run: string
  steps: FindingStep[]
  waiting: string[]
  earlier: FindingRow[]
  /** Day on which it is deleted; null while it is open. */
  deleteOn: string | null
}
export interface FindingCounts {
  open: number
  overdue: number
  answered: number
}
export interface FindingWish {
  point: string
  kind: FindingKind
  words: string
  still: string
  run: string
  due: string | null
}
export interface Still {
  id: string
  taken: string
}
export interface ReferenceView {
  id: string
  by: string
  taken: string
  approvedBy: string
  approved: string | null
}
export interface References {
  approved: ReferenceView | null
  proposed: ReferenceView | null
}

/** A recording that belongs to a finding: some seconds before it was raised, a minute after. */
export interface Clip {
  id: string
  state: 'recording' | 'sealed' | 'failed'
  reference: string
  ordered: string
  first: string | null
  last: string | null
  /** That recorded it. */
  node: string
  /** Whether its file can be had from this console. */
  here: boolean
  /** Whether it stays, whatever becomes of its finding. */
  locked: boolean
  deleteOn: string | null
}

const STILL_MS = 30_000
const PHOTO_MS = 120_000
const one = (number: string) => `/api/findings/${encodeURIComponent(number)}`
const point = (code: string) => `/api/points/${encodeURIComponent(code)}`

export const findingApi = {
  list: (state: Selected, from = ''): Promise<Page<FindingRow>> => pageOf<FindingRow>({ path: `/api/findings?state=${state}`, rows: 'findings', cursor: 'before' }, from),
  counts: () => call<FindingCounts>('GET', '/api/findings/counts'),
  finding: (number: string) => call<Finding>('GET', one(number)),
  raise: (wish: FindingWish) => call<Finding>('POST', '/api/findings', { body: wish }),
  accept: (number: string) => call<Finding>('POST', `${one(number)}/accept`),
  answer: (number: string, words: string) => call<Finding>('POST', `${one(number)}/answer`, { body: { words } }),
  close: (number: string, words: string) => call<Finding>('POST', `${one(number)}/close`, { body: { words } }),
  giveBack: (number: string, words: string, due: string | null) => call<Finding>('POST', `${one(number)}/return`, { body: { words, due } }),
  setDue: (number: string, words: string, due: string) => call<Finding>('PUT', `${one(number)}/due`, { body: { words, due } }),
  addPhoto: (number: string, photo: Blob) => call<{ id: string }>('POST', `${one(number)}/photos`, { body: photo, timeout: PHOTO_MS }),
  removePhoto: (number: string, id: string) => call<void>('DELETE', `${one(number)}/photos/${encodeURIComponent(id)}`),
  /** Address of a picture. */
  pictureAt: (number: string, id: string) => `${one(number)}/pictures/${encodeURIComponent(id)}`,

  takeStill: (code: string) => call<Still>('POST', `${point(code)}/stills`, { timeout: STILL_MS }),
  stillAt: (id: string) => `/api/stills/${encodeURIComponent(id)}`,
  orderClip: (code: string, stream: 'main' | 'sub', reference: string) => call<void>('POST', `${point(code)}/evidence`, { body: { stream, reference } }),
  clips: async (code: string, reference: string) => (await pageOf<Clip>({ path: `${point(code)}/evidence`, rows: 'clips', cursor: 'before' })).rows.filter((clip) => clip.reference === reference),
  lockClip: (id: string, locked: boolean) => call<Clip>('PUT', `/api/evidence/${encodeURIComponent(id)}/lock`, { body: { locked } }),
  clipAt: (id: string) => `/api/evidence/${encodeURIComponent(id)}/file`,
  references: (code: string) => call<References>('GET', `${point(code)}/reference`),
  propose: (code: string, still: string) => call<References>('POST', `${point(code)}/reference`, { body: { still } }),
  approve: (code: string, id: string) => call<References>('POST', `${point(code)}/reference/${encodeURIComponent(id)}/approval`),
  referenceAt: (code: string, id: string) => `${point(code)}/reference/${encodeURIComponent(id)}`,
}
