/** How a head is held, in degrees: turned to the right of the picture (the person's own left), lowered. */
export interface Pose {
  yaw: number
  pitch: number
}
/** An upright ellipsoid, half as wide and high as told. */
export interface Head {
  width: number
  height: number
}

const DEPTH = 1.05
/** Where the ellipsoid has its middle below the middle of the picture. */
const MIDDLE = 10

/**
 * Where a point of the face comes to lie when the head is turned and lowered, seen from far.
 * Points are told as they lie when it looks straight ahead; `out` is how far they stand out of the ellipsoid.
 */
export function headAt(head: Head, pose: Pose): (x: number, y: number, out?: number) => [number, number] {
  const [sinYaw, cosYaw] = turn(pose.yaw)
  const [sinPitch, cosPitch] = turn(pose.pitch)
  return (x, y, out = 0) => {
    const down = y - MIDDLE
    const left = 1 - (x / head.width) ** 2 - (down / head.height) ** 2
    const depth = head.width * DEPTH * Math.sqrt(Math.max(0, left)) + out
    const across = x * cosYaw + depth * sinYaw
    const near = depth * cosYaw - x * sinYaw
    return [across, down * cosPitch + near * sinPitch + MIDDLE]
  }
}

function turn(degrees: number): [number, number] {
  const angle = (degrees * Math.PI) / 180
  return [Math.sin(angle), Math.cos(angle)]
}
