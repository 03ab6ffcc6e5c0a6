import { drawHead, pictureOf, SIDE } from './drawnFace'
import type { Pose } from './drawnHead'

/** What a person is asked to do; left is the person's own. */
export type Ask = 'look_straight' | 'turn_left' | 'turn_right' | 'nod'
/** Where the frames of a challenge come from. */
export type SourceName = 'camera' | 'drawn' | 'still'
/** Why there is no picture of a camera. */
export type CameraTrouble = 'insecure' | 'refused' | 'none' | 'taken'

export interface PresenceSource {
  /** Shown to the person. */
  readonly view: HTMLVideoElement | HTMLCanvasElement
  /** The picture of now, as JPEG. `ask` is what was asked for last. */
  frame(ask: Ask): Promise<Blob>
  stop(): void
}

/** No camera, and why. */
export class NoCamera extends Error {
  constructor(readonly trouble: CameraTrouble) {
    super(trouble)
  }
}

const QUALITY = 0.85
const CAMERA_WIDTH = 640
const STRAIGHT: Pose = { yaw: 0, pitch: 0 }
const POSES: Record<Ask, Pose> = {
  look_straight: STRAIGHT,
  turn_left: { yaw: 34, pitch: 0 },
  turn_right: { yaw: -34, pitch: 0 },
  nod: { yaw: 0, pitch: 26 },
}
/** How far a drawn head moves from one frame to the next. */
const STEP_DEGREES = 12

/** The drawn head does as it is asked; a still one does not. It moves at once where less motion is wanted. */
export function drawnSource(isStill: boolean, isCalm: boolean): PresenceSource {
  const canvas = document.createElement('canvas')
  canvas.width = SIDE
  canvas.height = SIDE
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('nothing to draw on')
  let pose = STRAIGHT
  drawHead(pen, 0, pose)
  return {
    view: canvas,
    frame: (ask) => {
      if (!isStill) pose = isCalm ? POSES[ask] : nearer(pose, POSES[ask])
      drawHead(pen, 0, pose)
      return pictureOf(canvas, QUALITY)
    },
    stop: () => undefined,
  }
}

/** One step from a pose to another. */
export function nearer(from: Pose, to: Pose): Pose {
  const step = (a: number, b: number) => a + Math.sign(b - a) * Math.min(STEP_DEGREES, Math.abs(b - a))
  return { yaw: step(from.yaw, to.yaw), pitch: step(from.pitch, to.pitch) }
}

/** The camera of this device; asks the person for it. */
export async function cameraSource(): Promise<PresenceSource> {
  // Browsers have no such thing on a page that did not come over TLS.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (!devices) throw new NoCamera('insecure')
  let stream: MediaStream
  try {
    stream = await devices.getUserMedia({ video: { width: { ideal: CAMERA_WIDTH }, facingMode: 'user' }, audio: false })
  } catch (problem) {
    throw new NoCamera(troubleOf(problem))
  }
  const stop = () => stream.getTracks().forEach((track) => track.stop())
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = stream
  try {
    await video.play()
  } catch {
    stop()
    throw new NoCamera('taken')
  }
  const canvas = document.createElement('canvas')
  return {
    view: video,
    frame: () => {
      const scale = Math.min(1, CAMERA_WIDTH / Math.max(1, video.videoWidth))
      canvas.width = Math.max(1, Math.round(video.videoWidth * scale))
      canvas.height = Math.max(1, Math.round(video.videoHeight * scale))
      canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
      return pictureOf(canvas, QUALITY)
    },
    stop,
  }
}

/** By the names the standard gives to what may go wrong (Media Capture and Streams §10.2). */
export function troubleOf(problem: unknown): CameraTrouble {
  const name = problem instanceof Error || problem instanceof DOMException ? problem.name : ''
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'refused' : 'taken'
}
