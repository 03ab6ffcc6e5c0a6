import { call } from './api'
import type { FindingKind } from './api.findings'
import { allOf, pageOf, type Page } from './pages'

export type Grid = 1 | 4 | 9 | 16
export type Order = 'longest_unseen' | 'list'

export interface RunRow {
  id: string
  number: string
  name: string
  state: 'running' | 'ended' | 'signed' | 'abandoned'
  points: number
  started: string
  ended: string | null
  digest: string
  leaf: number
  deleteOn: string | null
}
export interface RecordLook {
  point: string
  name: string
  site: string
  state: 'seen' | 'tried' | 'missed'
  why: string
  seconds: number
  first: string
}
export interface RunRecord {
  number: string
  name: string
  inspector: string
  purpose: string
  region: string
  started: string
  ended: string
  grid: number
  secondsPerPage: number
  pausedMillis: number
  pages: number
  words: string
  counts: { points: number; seen: number; tried: number; missed: number }
  looks: RecordLook[]
  findings: { number: string; kind: FindingKind; point: string; name: string; site: string; words: string; raised: string; due: string }[]
}
export interface Run {
  run: RunRow
  grid: Grid
  seconds: number
  points: string[]
  record: RunRecord
}
export interface RunWish {
  name: string
  points: string[]
  order: Order
  grid: Grid
  seconds: number
}
export interface Look {
  point: string
  millis: number
  why: string
}
export interface Today {
  seen: number
  of: number
  yesterday: number
  longUnseen: number
}
/** A layout or a tour somebody keeps. Points nobody may look at any more are empty. */
export interface WallPlan {
  id: string
  kind: 'layout' | 'tour'
  name: string
  own: boolean
  shared: boolean
  grid: Grid
  seconds: number
  order: Order | ''
  points: string[]
}
export type PlanWish = Omit<WallPlan, 'id' | 'own' | 'order'> & { order: Order | null }

const one = (id: string) => `/api/runs/${encodeURIComponent(id)}`

export const tourApi = {
  runs: (from = ''): Promise<Page<RunRow>> => pageOf<RunRow>({ path: '/api/runs', rows: 'runs', cursor: 'before' }, from),
  run: (id: string) => call<Run>('GET', one(id)),
  begin: (wish: RunWish) => call<Run>('POST', '/api/runs', { body: wish }),
  end: (id: string, pausedMillis: number, pages: number, words: string) => call<Run>('POST', `${one(id)}/end`, { body: { pausedMillis, pages, words } }),
  resume: (id: string) => call<Run>('POST', `${one(id)}/resume`),
  sign: (id: string) => call<Run>('POST', `${one(id)}/signature`),
  recordAt: (id: string) => `${one(id)}/record`,
  paperAt: (id: string) => `${one(id)}/paper`,
  looks: (run: string, looks: Look[]) => call<void>('POST', '/api/looks', { body: { run: run || null, looks }, keepalive: true }),
  today: () => call<Today>('GET', '/api/looks/today'),
  plans: () => allOf<WallPlan>({ path: '/api/wall-plans', rows: 'plans', cursor: 'after' }),
  keep: (wish: PlanWish) => call<WallPlan>('POST', '/api/wall-plans', { body: wish }),
  change: (id: string, wish: PlanWish) => call<WallPlan>('PUT', `/api/wall-plans/${encodeURIComponent(id)}`, { body: wish }),
  forget: (id: string) => call<void>('DELETE', `/api/wall-plans/${encodeURIComponent(id)}`),
}
