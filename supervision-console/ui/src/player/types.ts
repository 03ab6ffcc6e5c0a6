import type { Problem } from '../problem'

export type StreamName = 'main' | 'sub'
/** How the picture comes: WebRTC by WHEP, or fragments over WebSocket. */
export type Via = 'whep' | 'live'

/** One way to a picture. */
export interface Way {
  stream: StreamName
  via: Via
  /** Whether the relay turns it into H.264 on the way. */
  turned?: true
}

/** What opens one stream for a short time, and where. */
export interface PlayTicket {
  ticket: string
  whep: string
  live: string
}

/** Steps of becoming connected, as shown to people: ticket, request, connection, first key frame. */
export type Step = 1 | 2 | 3 | 4
export const STEPS = 4

export type PlayerState =
  | { is: 'idle' }
  | { is: 'connecting'; step: Step }
  /** Connected, and paused: pictures come at once when it is played. */
  | { is: 'warm'; way: Way }
  | { is: 'playing'; way: Way; hasSound: boolean }
  /** Cannot be seen. `retryAt` (epoch ms) where the player tries again by itself. */
  | { is: 'fault'; problem: Problem; since: number; retryAt?: number }

/** Figures of the last second. Missing where the way does not know them. */
export interface Figures {
  codec?: string
  width?: number
  height?: number
  fps?: number
  kbps?: number
  bufferMs?: number
  roundTripMs?: number
  dropped?: number
  lost?: number
  transport?: string
  /** Whether the relay turns it into H.264 on the way. */
  turned?: boolean
}

/** A running way to a picture. It ends by [close], or by itself with `onEnd`. */
export interface MediaSession {
  readonly video: HTMLVideoElement
  /** Whether sound comes with the picture; known from the first frame on. */
  readonly hasSound: boolean
  figures(): Promise<Figures>
  /** A count that grows while pictures arrive, visible or not. */
  progress(): Promise<number>
  /** Lets the pictures of a session come that was opened paused; harmless for any other. */
  resume(): void
  close(): void
}

/** What a session tells while it comes up and when it ends. */
export interface SessionEvents {
  onStep(step: Step): void
  onFirstFrame(): void
  onEnd(problem: Problem): void
}
