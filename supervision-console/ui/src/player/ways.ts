import type { StreamName, Way } from './types'

/** Problems of a way, not of the camera: another way may still bring the picture. */
const OF_THE_WAY = new Set(['B_FRAMES', 'CODEC', 'UNKNOWN_STREAM', 'CONNECTION', 'NO_WEBRTC', 'LINE_FULL'])

/** Problems of what comes, which can be turned into something else. */
const CANNOT_PLAY = new Set(['CODEC', 'B_FRAMES'])
const TURNED = '-h264'

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
  const kept = left.filter((way) => {
    if (way === failed) return false
    // A full line has no room for the same stream by any other way.
    if (kind === 'LINE_FULL') return way.stream !== failed.stream && isNamed(alternatives, way.stream)
    if (kind === 'UNKNOWN_STREAM') return way.stream !== failed.stream || (failed.turned && !way.turned)
    // Where WebRTC cannot get through, it cannot for the other stream either.
    if (kind === 'CONNECTION' && failed.via === 'whep') return way.via !== 'whep'
    return true
  })
  return CANNOT_PLAY.has(kind) ? [...kept, ...turned(left, failed, alternatives)] : kept
}

/** What a browser cannot play, the relay may turn: at great cost, so these are the last to try, and only where it names them. */
function turned(left: Way[], failed: Way, alternatives: unknown): Way[] {
  if (failed.turned || !isNamed(alternatives, `${failed.stream}${TURNED}`)) return []
  const whep: Way = { stream: failed.stream, via: 'whep', turned: true }
  return left.some((way) => way.via === 'live') ? [whep, { ...whep, via: 'live' }] : [whep]
}

/** What a ticket for this way names. */
export function streamOf(way: Way): string {
  return way.turned ? way.stream + TURNED : way.stream
}

function isNamed(alternatives: unknown, stream: string): boolean {
  return Array.isArray(alternatives) && alternatives.some((one) => typeof one === 'string' && one.endsWith(`/${stream}`))
}

/** Whether it says nothing of the camera. */
export function isOfTheWay(kind: string): boolean {
  return OF_THE_WAY.has(kind)
}

export function isFinal(kind: string): boolean {
  return FINAL.has(kind)
}
