import { call } from './api'
import type { PresenceCalls } from './face/presenceRun'
import type { Ask } from './face/presenceSource'

/** What was read from one picture. */
export interface FaceLook {
  reasons: string[]
  eyeDistance: number
  yawDegrees: number
  pitchDegrees: number
  rollDegrees: number
  /** How likely it was taken of a person; null where nobody asked. */
  live: number | null
  /** JPEG in base64. */
  aligned: string | null
}
export type Band = 'suggests_same' | 'officer_compares' | 'suggests_different'
export interface FaceAnswer {
  similarity: number
  band: Band
  reference: FaceLook | null
  live: FaceLook
  millis: number
}

const COMPARE_MS = 90_000

/** Both pictures in one body; the number says where the first ends. */
export const compareFaces = (reference: Blob, live: Blob) =>
  call<FaceAnswer>('POST', `/api/face/comparisons?reference=${reference.size}`, { body: new Blob([reference, live]), timeout: COMPARE_MS })

/** How a challenge stands, and what is asked for. */
export interface Standing {
  id: string
  state: 'going_on' | 'passed' | 'other_move' | 'too_slow' | 'other_face'
  ask: Ask
  made: number
  of: number
  /** Number of the next frame. */
  next: number
  millisLeft: number
  /** Why the last frame was not judged. */
  hint: string | null
  yawDegrees: number | null
  pitchDegrees: number | null
}

export const presenceCalls: PresenceCalls = {
  begin: () => call<Standing>('POST', '/api/face/challenges', { timeout: COMPARE_MS }),
  frame: (id, number, picture) => call<Standing>('POST', `/api/face/challenges/${id}/frames?number=${number}`, { body: picture, timeout: COMPARE_MS }),
  leave: (id) => call('DELETE', `/api/face/challenges/${id}`, { keepalive: true }),
}
