export type PointState = 'online' | 'degraded' | 'offline' | 'unauthorised' | 'unknown'
export type Cause = 'none' | 'notLookedAt' | 'notRegistered' | 'noAnswer' | 'refused' | 'noStream' | 'slow' | 'noFrames'

/** How a point is that is not online. */
export interface Condition {
  code: string
  state: PointState
  cause: Cause
  /** The device's own words. */
  detail: string
  since: string
}

/** How points are: how many in each state, and those that are not online. */
export interface States {
  states: Record<PointState, number>
  points: Condition[]
}

/** How a point was for a while; the newest has no end. */
export interface Span {
  state: PointState
  cause: Cause
  detail: string
  from: string
  to: string | null
}

export interface Incident {
  id: string
  kind: 'point' | 'site'
  /** Of the point; empty for a site, as is `name`. */
  code: string
  name: string
  siteId: string
  site: string
  region: string
  cause: Cause
  points: number
  from: string
  to: string | null
}
export interface Incidents {
  open: Incident[]
  past: Incident[]
}

export type By = 'point' | 'site' | 'county' | 'city' | 'day'

export interface Availability {
  key: string
  name: string
  points: number
  /** Null where no time counts. */
  share: number | null
  availableSeconds: number
  downSeconds: number
  plannedSeconds: number
  unknownSeconds: number
}

/** Work to be planned. */
export interface Work {
  kind: 'point' | 'site' | 'region'
  subject: string
  note: string
  from: string
  to: string
}
export interface Maintenance extends Work {
  id: string
  person: string
}
