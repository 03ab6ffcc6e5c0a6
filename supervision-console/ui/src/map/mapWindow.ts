/** A place on the earth, in degrees. */
export interface Place {
  longitude: number
  latitude: number
}
export interface Bounds {
  west: number
  east: number
  south: number
  north: number
}
export interface Size {
  width: number
  height: number
}

/** What is on the screen, and where its middle stands: degrees drawn as a plain grid, parallels shortened as they are in the middle latitude. */
export interface MapWindow extends Place, Size {
  /** Pixels for a degree of latitude. */
  scale: number
  /** How much shorter a degree of longitude is. */
  narrowing: number
}

const METRES_PER_DEGREE = 111_320
/** A pixel for a metre: nearer than that, coordinates say nothing. */
export const MOST_SCALE = METRES_PER_DEGREE
const LEAST_SCALE = 40
const EDGE = 56
const HALF_TURN = 180

export function boundsOf(places: Iterable<Place>): Bounds | null {
  const found = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity }
  for (const { longitude, latitude } of places) {
    found.west = Math.min(found.west, longitude)
    found.east = Math.max(found.east, longitude)
    found.south = Math.min(found.south, latitude)
    found.north = Math.max(found.north, latitude)
  }
  return found.west === Infinity ? null : found
}

export const narrowingOf = ({ south, north }: Bounds): number => Math.cos(((south + north) / 2) * (Math.PI / HALF_TURN))

/** Pixels that something takes at a scale, along its longer side. */
export function reachOf({ west, east, south, north }: Bounds, scale: number, narrowing: number): number {
  return Math.max((east - west) * narrowing, north - south) * scale
}

/** All of it, with an edge left free. */
export function fitted(bounds: Bounds, { width, height }: Size, narrowing: number): MapWindow {
  const across = Math.max(1, width - 2 * EDGE) / ((bounds.east - bounds.west) * narrowing)
  const down = Math.max(1, height - 2 * EDGE) / (bounds.north - bounds.south)
  return {
    longitude: (bounds.west + bounds.east) / 2,
    latitude: (bounds.south + bounds.north) / 2,
    width, height, narrowing,
    scale: within(Math.min(across, down)),
  }
}

const within = (scale: number) => Math.min(MOST_SCALE, Math.max(LEAST_SCALE, scale))

export function toScreen(at: MapWindow, place: Place): { x: number; y: number } {
  return {
    x: at.width / 2 + (place.longitude - at.longitude) * at.narrowing * at.scale,
    y: at.height / 2 - (place.latitude - at.latitude) * at.scale,
  }
}

export function toPlace(at: MapWindow, x: number, y: number): Place {
  return {
    longitude: at.longitude + (x - at.width / 2) / (at.narrowing * at.scale),
    latitude: at.latitude - (y - at.height / 2) / at.scale,
  }
}

/** Nearer or farther; what lies under (x, y) stays there. */
export function zoomed(at: MapWindow, factor: number, x = at.width / 2, y = at.height / 2): MapWindow {
  const kept = toPlace(at, x, y)
  const next = { ...at, scale: within(at.scale * factor) }
  const now = toPlace(next, x, y)
  return { ...next, longitude: at.longitude + kept.longitude - now.longitude, latitude: at.latitude + kept.latitude - now.latitude }
}

/** As if the paper were pushed by so many pixels; its middle never leaves what is drawn on it. */
export function moved(at: MapWindow, dx: number, dy: number, limits: Bounds): MapWindow {
  const { longitude, latitude } = toPlace(at, at.width / 2 - dx, at.height / 2 - dy)
  return {
    ...at,
    longitude: Math.min(limits.east, Math.max(limits.west, longitude)),
    latitude: Math.min(limits.north, Math.max(limits.south, latitude)),
  }
}

export interface GridLine {
  degrees: number
  /** Where it is on the screen: x of a meridian, y of a parallel. */
  at: number
  /** How many digits tell it from the next. */
  digits: number
}

const STEPS = [5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001]
const CLOSEST_LINES = 90

/** Meridians and parallels, some finger's breadth apart. */
export function graticule(at: MapWindow): { meridians: GridLine[]; parallels: GridLine[] } {
  const near = toPlace(at, 0, at.height)
  const far = toPlace(at, at.width, 0)
  const step = [...STEPS].reverse().find((one) => one * at.scale * at.narrowing >= CLOSEST_LINES) ?? 5
  const lines = (from: number, to: number, place: (degrees: number) => number) => {
    const found: GridLine[] = []
    for (let n = Math.ceil(from / step); n * step <= to; n++) {
      found.push({ degrees: n * step, at: place(n * step), digits: digitsOf(step) })
    }
    return found
  }
  return {
    meridians: lines(near.longitude, far.longitude, (longitude) => toScreen(at, { longitude, latitude: at.latitude }).x),
    parallels: lines(near.latitude, far.latitude, (latitude) => toScreen(at, { longitude: at.longitude, latitude }).y),
  }
}

const digitsOf = (step: number) => Math.max(0, -Math.floor(Math.log10(step) + 1e-9))

const LONGEST_BAR = 130

/** A round length for the scale bar. */
export function scaleBar(at: MapWindow): { metres: number; pixels: number } {
  const most = (LONGEST_BAR / at.scale) * METRES_PER_DEGREE
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = ([5, 2, 1].find((one) => one * power <= most) ?? 1) * power
  return { metres, pixels: (metres / METRES_PER_DEGREE) * at.scale }
}
