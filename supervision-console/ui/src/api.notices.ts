import { call } from './api'

/** Something that happened and concerns the reader. */
export interface Notice {
  id: string
  at: string
  kind: string
  region: string
  object: string
  facts: Record<string, string>
}
export interface NoticePage {
  notices: Notice[]
  next: string | null
}

export const noticeApi = {
  after: (id: string) => call<NoticePage>('GET', `/api/notices?${new URLSearchParams({ after: id })}`),
}

export const EVENTS = '/api/events'
