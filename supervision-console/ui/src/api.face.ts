import { call } from './api'

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
