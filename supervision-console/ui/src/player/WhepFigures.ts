import type { Figures } from './types'

interface Entry {
  id: string
  type: string
  timestamp: number
  [member: string]: unknown
}

/** Reads the figures of a viewer out of WebRTC statistics; rates are those since the last reading. */
export class WhepFigures {
  private last?: { at: number; bytes: number; delay: number; emitted: number }

  read(report: RTCStatsReport): Figures {
    const entries = new Map<string, Entry>()
    report.forEach((entry: Entry) => entries.set(entry.id, entry))
    const all = [...entries.values()]
    const video = all.find((e) => e.type === 'inbound-rtp' && e.kind === 'video')
    if (!video) return {}
    const pair = all.find((e) => e.type === 'candidate-pair' && e.nominated === true && e.state === 'succeeded')
    const local = entries.get(String(pair?.localCandidateId ?? ''))
    const codec = entries.get(String(video.codecId ?? ''))
    return {
      ...this.rates(video),
      codec: typeof codec?.mimeType === 'string' ? codec.mimeType.replace('video/', '') : undefined,
      width: number(video.frameWidth),
      height: number(video.frameHeight),
      fps: number(video.framesPerSecond),
      dropped: number(video.framesDropped),
      lost: number(video.packetsLost),
      roundTripMs: milliseconds(number(pair?.currentRoundTripTime)),
      transport: typeof local?.protocol === 'string' ? `WebRTC ${local.protocol.toUpperCase()}` : 'WebRTC',
    }
  }

  private rates(video: Entry): Figures {
    const now = {
      at: video.timestamp,
      bytes: number(video.bytesReceived) ?? 0,
      delay: number(video.jitterBufferDelay) ?? 0,
      emitted: number(video.jitterBufferEmittedCount) ?? 0,
    }
    const before = this.last
    this.last = now
    if (!before || now.at <= before.at) return {}
    const frames = now.emitted - before.emitted
    return {
      kbps: ((now.bytes - before.bytes) * 8) / (now.at - before.at),
      bufferMs: frames > 0 ? milliseconds((now.delay - before.delay) / frames) : undefined,
    }
  }
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000
}
