import type { Speed } from './PtzHold'

const SPEED = 0.5

export type Way = 'up' | 'left' | 'right' | 'down' | 'nearer' | 'farther'

const SPEEDS: Record<Way, Speed> = {
  up: { pan: 0, tilt: SPEED, zoom: 0 },
  left: { pan: -SPEED, tilt: 0, zoom: 0 },
  right: { pan: SPEED, tilt: 0, zoom: 0 },
  down: { pan: 0, tilt: -SPEED, zoom: 0 },
  nearer: { pan: 0, tilt: 0, zoom: SPEED },
  farther: { pan: 0, tilt: 0, zoom: -SPEED },
}
export const speedOf = (way: Way): Speed => SPEEDS[way]

const KEYS: Record<string, Way> = {
  ArrowUp: 'up', ArrowLeft: 'left', ArrowRight: 'right', ArrowDown: 'down', '+': 'nearer', '=': 'nearer', '-': 'farther',
}
/** The way a key moves the camera, while such keys are on. */
export const wayOf = (key: string): Way | undefined => KEYS[key]

/** The kept view of a digit from 1 to 9. */
export function presetOf<T>(presets: readonly T[], key: string): T | undefined {
  return /^[1-9]$/.test(key) ? presets[Number(key) - 1] : undefined
}
