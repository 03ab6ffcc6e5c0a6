import { headAt, type Head, type Pose } from './drawnHead'

/** Looks of somebody who does not exist, in a picture 640 wide: half widths, and distances from the middle of the head. */
interface Look extends Head {
  skin: string
  shade: string
  hair: string
  iris: string
  lips: string
  cloth: string
  hairline: number
  eyes: number
  eye: number
  eyesAt: number
  brow: number
  nose: number
  nostrils: number
  mouth: number
  mouthAt: number
  fullness: number
  glasses: boolean
  beard: boolean
}
/** A picture of one of them. */
interface Sample {
  look: number
  pose: Pose
  light: 'front' | 'side'
}

const LOOKS: readonly Look[] = [
  { skin: '#e8bf9f', shade: '#bb8768', hair: '#2a211d', iris: '#3a2518', lips: '#a4574d', cloth: '#3d4b5c', width: 124, height: 168, hairline: -92, eyes: 52, eye: 25, eyesAt: -18, brow: 8, nose: 50, nostrils: 22, mouth: 42, mouthAt: 98, fullness: 13, glasses: false, beard: false },
  { skin: '#c98f68', shade: '#96613f', hair: '#d8b36a', iris: '#5a7a8c', lips: '#6d332d', cloth: '#6b6257', width: 158, height: 148, hairline: -98, eyes: 42, eye: 18, eyesAt: -28, brow: 19, nose: 57, nostrils: 13, mouth: 68, mouthAt: 118, fullness: 11, glasses: true, beard: true },
]

/** What can be tried: two people, and the first once more, turned a little under other light. */
export const SAMPLES: readonly Sample[] = [
  { look: 0, pose: { yaw: 0, pitch: 0 }, light: 'front' },
  { look: 1, pose: { yaw: 0, pitch: 0 }, light: 'front' },
  { look: 0, pose: { yaw: 8, pitch: 3 }, light: 'side' },
]
export const SIDE = 640

/** A face drawn by rule, as a picture a phone might send. */
export async function drawnFace(which: number): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = SIDE
  canvas.height = SIDE
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('nothing to draw on')
  const sample = SAMPLES[which % SAMPLES.length] as Sample
  drawHead(pen, sample.look, sample.pose)
  if (sample.light === 'side') shadeOneSide(pen)
  return pictureOf(canvas)
}

/** What a canvas shows, as JPEG. */
export function pictureOf(canvas: HTMLCanvasElement, quality = 0.92): Promise<Blob> {
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/jpeg', quality))
}

/** Draws one of the looks over the whole of a canvas of SIDE by SIDE, its head held as told. */
export function drawHead(pen: CanvasRenderingContext2D, which: number, pose: Pose): void {
  const look = LOOKS[which % LOOKS.length] as Look
  pen.setTransform(1, 0, 0, 1, 0, 0)
  pen.fillStyle = '#9aa7b2'
  pen.fillRect(0, 0, SIDE, SIDE)
  pen.translate(SIDE / 2, SIDE / 2)
  const brush = new Brush(pen, look, pose)
  brush.body()
  brush.head()
  for (const side of [-1, 1]) brush.eye(side)
  brush.nose()
  brush.lips()
  if (look.glasses) brush.glasses()
}

function shadeOneSide(pen: CanvasRenderingContext2D): void {
  pen.setTransform(1, 0, 0, 1, 0, 0)
  const shade = pen.createLinearGradient(160, 0, 520, 60)
  shade.addColorStop(0, 'rgba(255, 226, 180, 0.16)')
  shade.addColorStop(1, 'rgba(20, 24, 48, 0.42)')
  pen.fillStyle = shade
  pen.fillRect(0, 0, SIDE, SIDE)
}

/** Draws the parts of a head, back to front. */
class Brush {
  private readonly at

  constructor(private readonly pen: CanvasRenderingContext2D, private readonly look: Look, private readonly pose: Pose) {
    this.at = headAt(look, pose)
  }

  body(): void {
    const { pen, look } = this
    this.oval(0, 330, 230, 130, look.cloth)
    this.oval(0, -40, look.width + 20, look.height + 22, look.hair)
    pen.fillStyle = look.shade
    pen.fillRect(-54, 110, 108, 100)
  }

  head(): void {
    const { pen, look, pose } = this
    for (const side of [-1, 1]) {
      const ear = this.at(side * look.width, 10, -look.width * 0.1)
      this.oval(ear[0], ear[1], 15, 34, look.shade)
    }
    const light = pen.createRadialGradient(pose.yaw * 1.6 - 20, pose.pitch * 2 - 40, 30, 0, 0, look.height + 20)
    light.addColorStop(0, look.skin)
    light.addColorStop(1, look.shade)
    this.oval(0, 10, look.width, look.height, light)
    pen.save()
    this.clip(0, 10, look.width + 1.5, look.height + 1.5)
    if (look.beard) this.beard()
    this.fringe()
    pen.restore()
  }

  eye(side: number): void {
    const { pen, look } = this
    const x = side * look.eyes
    const y = look.eyesAt
    this.patch([x, y - 2], [look.eye + 7, look.eye * 0.68], look.shade)
    this.patch([x, y], [look.eye, look.eye * 0.46], '#f2ede8')
    this.patch([x, y], [look.eye * 0.46, look.eye * 0.46], look.iris)
    this.patch([x, y], [look.eye * 0.2, look.eye * 0.2], '#0a0705')
    this.patch([x + 4, y - 4], [2.5, 2.5], '#ffffff')
    this.line([[x - look.eye, y - 2], [x, y - look.eye * 0.6], [x + look.eye, y - 2]], 3, '#2a1a14')
    pen.lineCap = 'round'
    this.line([[x - side * 30, y - 30], [x, y - 42], [x + side * 32, y - 30]], look.brow, look.hair)
  }

  nose(): void {
    const { look } = this
    for (const side of [-1, 1]) {
      this.line([[side * 11, look.eyesAt + 6, 4], [side * 13, look.nose - 30, 24], [side * look.nostrils, look.nose - 2, 12]], 4, look.shade)
      this.patch([side * look.nostrils * 0.5, look.nose + 5, 22], [6, 4], '#4b2a1c')
    }
    this.patch([0, look.nose - 8, 40], [look.nostrils * 0.55, 12], look.skin)
    this.line([[-look.nostrils, look.nose - 2, 12], [0, look.nose + 13, 34], [look.nostrils, look.nose - 2, 12]], 4, look.shade)
  }

  lips(): void {
    const { look } = this
    this.patch([0, look.mouthAt, 6], [look.mouth, look.fullness], look.lips)
    this.line([[-look.mouth, look.mouthAt - 1, 4], [0, look.mouthAt + 5, 8], [look.mouth, look.mouthAt - 1, 4]], 3, '#4a1f1c')
  }

  glasses(): void {
    const { look } = this
    for (const side of [-1, 1]) this.ring([side * look.eyes, look.eyesAt + 4, 14], [44, 32], 5, '#1c1c20')
    this.line([[-18, look.eyesAt, 22], [0, look.eyesAt - 6, 26], [18, look.eyesAt, 22]], 5, '#1c1c20')
  }

  private beard(): void {
    const { pen, look } = this
    this.shape([[-look.width, 30], [-look.width * 0.72, 66], [-look.mouth, look.mouthAt - 26], [look.mouth, look.mouthAt - 26], [look.width * 0.72, 66], [look.width, 30], [look.width, 180], [-look.width, 180]])
    pen.fillStyle = look.hair
    pen.fill()
    this.patch([0, look.mouthAt, 2], [look.mouth + 6, look.fullness + 6], look.shade)
  }

  private fringe(): void {
    const { pen, look } = this
    const y = look.hairline
    const edge = [-1, -0.75, -0.4, 0, 0.4, 0.75, 1].map((share) => [share * look.width, y + 60 * share * share * Math.abs(share)] as const)
    this.shape([...edge, [look.width + 30, -240], [-look.width - 30, -240]])
    pen.fillStyle = look.hair
    pen.fill()
  }

  private shape(points: readonly (readonly number[])[]): void {
    const { pen } = this
    pen.beginPath()
    for (const [x, y, out] of points) pen.lineTo(...this.at(x as number, y as number, out))
    pen.closePath()
  }

  private round([x, y, out]: readonly number[], [width, height]: readonly [number, number]): void {
    this.shape(Array.from({ length: 28 }, (_, i) => {
      const angle = (i / 14) * Math.PI
      return [(x as number) + width * Math.cos(angle), (y as number) + height * Math.sin(angle), out ?? 0]
    }))
  }

  private patch(middle: readonly number[], size: readonly [number, number], fill: string): void {
    this.round(middle, size)
    this.pen.fillStyle = fill
    this.pen.fill()
  }

  private ring(middle: readonly number[], size: readonly [number, number], width: number, stroke: string): void {
    this.round(middle, size)
    this.pen.lineWidth = width
    this.pen.strokeStyle = stroke
    this.pen.stroke()
  }

  private line(points: readonly [readonly number[], readonly number[], readonly number[]], width: number, stroke: string): void {
    const [from, over, to] = points.map(([x, y, out]) => this.at(x as number, y as number, out)) as [[number, number], [number, number], [number, number]]
    const { pen } = this
    pen.lineWidth = width
    pen.strokeStyle = stroke
    pen.beginPath()
    pen.moveTo(...from)
    pen.quadraticCurveTo(2 * over[0] - (from[0] + to[0]) / 2, 2 * over[1] - (from[1] + to[1]) / 2, ...to)
    pen.stroke()
  }

  private clip(x: number, y: number, width: number, height: number): void {
    this.pen.beginPath()
    this.pen.ellipse(x, y, width, height, 0, 0, Math.PI * 2)
    this.pen.clip()
  }

  private oval(x: number, y: number, width: number, height: number, fill: string | CanvasGradient): void {
    const { pen } = this
    pen.beginPath()
    pen.ellipse(x, y, width, height, 0, 0, Math.PI * 2)
    pen.fillStyle = fill
    pen.fill()
  }
}
