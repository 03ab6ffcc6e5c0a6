import { call } from './api'

export type Level = 'city' | 'county' | 'site'
/** How one place fared; shares are null where nothing counts. */
export interface PlaceFigures {
  key: string
  name: string
  points: number
  share: number | null
  looked: number | null
  raised: number
  closed: number
  open: number
  overdue: number
  onTime: number | null
}
export interface DayShare {
  day: string
  share: number | null
}
export interface Statistics {
  from: string
  to: string
  places: PlaceFigures[]
  trend: DayShare[]
}
export interface OwnRecord {
  days: { day: string; points: number; millis: number }[]
  raised: number
  /** Day on which what was looked at today is deleted. */
  deleteOn: string
}
export interface Overview {
  time: string
  points: number
  canBeSeen: number
  fresh: number
  trend: DayShare[]
  worst: PlaceFigures[]
}
export interface Question {
  from: string
  to: string
  by: Level
  region: string
}

const SLOW_MS = 30_000
const query = (question: Question) => new URLSearchParams({ ...question })

export const statisticsApi = {
  statistics: (question: Question) => call<Statistics>('GET', `/api/statistics?${query(question)}`, { timeout: SLOW_MS }),
  exportAt: (question: Question, format: 'xlsx' | 'pdf') => `/api/statistics/export?${query(question)}&format=${format}`,
  own: () => call<OwnRecord>('GET', '/api/statistics/own'),
  overview: () => call<Overview>('GET', '/api/overview'),
}
