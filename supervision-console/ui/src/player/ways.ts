import type { StreamName, Way } from './types'

/** Problems of a way, not of the camera: another way may still bring the picture. */
const OF_THE_WAY = new Set(['B_FRAMES', 'CODEC', 'UNKNOWN_STREAM', 'CONNECTION', 'NO_WEBRTC', 'LINE_FULL'])

/** Problems that only an operator or the person can end; trying again by itself would do harm or nothing. */
const FINAL = new Set(['REFUSED_CREDENTIALS', 'CODEC', 'B_FRAMES', 'UNKNOWN_STREAM', 'NO_REASON', 'SIGNED_OUT', 'NO_PLAYER'])

/** All ways to a point's picture, the one to ask first in front. */
export function waysFor(first: StreamName, whep: boolean, live: boolean): Way[] {
  const second: StreamName = first === 'main' ? 'sub' : 'main'
  const ways: Way[] = []
  if (whep) ways.push({ stream: first, via: 'whep' }, { stream: second, via: 'whep' })
  if (live) ways.push({ stream: first, via: 'live' }, { stream: second, via: 'live' })
  return ways
}

/** The ways still worth trying after one has failed; none when the trouble is the camera's. `alternatives` are streams as `point/stream`. */
export function waysAfter(left: Way[], failed: Way, kind: string, alternatives: unknown = []): Way[] {
  if (!OF_THE_WAY.has(kind)) return []
  return left.filter((way) => {
    if (way === failed) return false
    // A full line has no room for the same stream by any other way.
    if (kind === 'LINE_FULL') return way.stream !== failed.stream && isNamed(alternatives, way.stream)
    if (kind === 'UNKNOWN_STREAM') return way.stream !== failed.stream
    // Where WebRTC cannot get through, it cannot for the other stream either.
    if (kind === 'CONNECTION' && failed.via === 'whep') return way.via !== 'whep'
    return true
  })
}

function isNamed(alternatives: unknown, stream: StreamName): boolean {
  return Array.isArray(alternatives) && alternatives.some((one) => typeof one === 'string' && one.endsWith(`/${stream}`))
}

/** Whether it says nothing of the camera. */
export function isOfTheWay(kind: string): boolean {
  return OF_THE_WAY.has(kind)
}

export function isFinal(kind: string): boolean {
  return FINAL.has(kind)
}
