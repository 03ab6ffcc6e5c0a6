export interface DeviceDetails {
  id: string
  host: string
  /** 0 where it is not known, as is `rtspPort`. */
  onvifPort: number
  rtspPort: number
  user: string
  hasPassword: boolean
  /** What is done with the addresses it tells. */
  addresses: string
  /** How many streams it may be asked for at once. */
  sessions: number
  manufacturer: string
  model: string
  firmware: string
  serial: string
  channel: string
  mainPath: string
  subPath: string
  transport: string
  /** How many points it shows. */
  points: number
}

/** All that is known of one point. */
export interface PointDetails {
  code: string
  name: string
  place: string
  siteId: string
  site: string
  siteKind: string
  region: string
  /** What the line of the site carries; 0 for no limit. */
  lineKbps: number
  signage: string
  longitude: number | null
  latitude: number | null
  tags: string[]
  device: DeviceDetails | null
}

/** Why a device could not be registered. */
export interface RegistrationFailure {
  device: string
  host: string
  /** As in a probe's report, as is `problem`. */
  step: string
  problem: string
  detail: string
  tried: string
  points: string[]
}
export interface Registration {
  waiting: number
  registered: number
  failed: RegistrationFailure[]
}

/** A view that a camera keeps. */
export interface Preset {
  token: string
  name: string
}
export interface PtzStatus {
  /** Whether anything moves there at all. */
  movable: boolean
  presets: Preset[]
  /** Empty where nobody moves it. */
  holder: string
  until: string | null
}
export interface PtzOrder {
  action: 'move' | 'stop' | 'go' | 'keep' | 'remove' | 'home'
  pan?: number
  tilt?: number
  zoom?: number
  preset?: string
  name?: string
}

export interface ImportRow {
  row: number
  code: string
  name: string
  change: 'added' | 'changed'
}
export interface ImportProblem {
  /** 0 where it is about the whole file. */
  row: number
  /** Empty where it is about the whole row. */
  column: string
  kind: string
  words: string
}
/** What became of a list of points, or would become of it. */
export interface ImportAnswer {
  done: boolean
  added: number
  changed: number
  unchanged: number
  rows: ImportRow[]
  problems: ImportProblem[]
}

export interface ProbeTarget {
  host: string
  port: number
  user: string
  password: string
}
export interface ProbeStep {
  name: string
  ok: boolean
  millis: number
  problem: string
  detail: string
}
export interface Profile {
  token: string
  name: string
  codec: string
  width: number
  height: number
  fps: number
  streamUri: string | null
}
/** What was found out about a device, step by step. */
export interface ProbeReport {
  steps: ProbeStep[]
  device: { manufacturer: string; model: string; firmware: string; serial: string } | null
  services: string[]
  /** The largest picture first. */
  profiles: Profile[]
  clockSkewSeconds: number | null
  auth: string
}
