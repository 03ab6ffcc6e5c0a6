/** Looks of somebody who does not exist. */
interface Look {
  skin: string
  shade: string
  hair: string
  width: number
  brow: number
  mouth: number
}

const LOOKS: readonly Look[] = [
  { skin: '#e2b592', shade: '#b98463', hair: '#2a211d', width: 122, brow: 0, mouth: 30 },
  { skin: '#c98f68', shade: '#96613f', hair: '#171312', width: 134, brow: 4, mouth: 36 },
]
const SIDE = 640

/** A face drawn by rule, as a picture a phone might send. */
export async function drawnFace(which: number): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = SIDE
  canvas.height = SIDE
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('nothing to draw on')
  draw(pen, LOOKS[which % LOOKS.length] as Look)
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/jpeg', 0.92))
}

function draw(pen: CanvasRenderingContext2D, look: Look): void {
  pen.fillStyle = '#9aa7b2'
  pen.fillRect(0, 0, SIDE, SIDE)
  pen.translate(SIDE / 2, SIDE / 2)
  oval(pen, 0, 330, 230, 130, '#3d4b5c')
  oval(pen, 0, -40, look.width + 22, 190, look.hair)
  pen.fillStyle = look.shade
  pen.fillRect(-52, 120, 104, 90)
  head(pen, look)
  for (const side of [-1, 1]) eye(pen, side, look)
  nose(pen, look)
  lips(pen, look)
}

function oval(pen: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, fill: string | CanvasGradient): void {
  pen.beginPath()
  pen.ellipse(x, y, width, height, 0, 0, Math.PI * 2)
  pen.fillStyle = fill
  pen.fill()
}

function head(pen: CanvasRenderingContext2D, look: Look): void {
  const light = pen.createRadialGradient(-30, -40, 30, 0, 0, 190)
  light.addColorStop(0, look.skin)
  light.addColorStop(1, look.shade)
  for (const side of [-1, 1]) oval(pen, side * (look.width + 4), 10, 18, 34, look.shade)
  oval(pen, 0, 10, look.width, 165, light)
  pen.beginPath()
  pen.ellipse(0, -95, look.width + 4, 72, 0, Math.PI, Math.PI * 2)
  pen.fillStyle = look.hair
  pen.fill()
}

function eye(pen: CanvasRenderingContext2D, side: number, look: Look): void {
  const x = side * 50
  oval(pen, x, -18, 30, 17, look.shade)
  oval(pen, x, -16, 24, 11, '#f2ede8')
  oval(pen, x, -16, 11, 11, '#3a2518')
  oval(pen, x, -16, 5, 5, '#0a0705')
  oval(pen, x + 4, -20, 2.5, 2.5, '#ffffff')
  pen.lineWidth = 9
  pen.lineCap = 'round'
  pen.strokeStyle = look.hair
  pen.beginPath()
  pen.moveTo(x - 30, -46 + look.brow)
  pen.quadraticCurveTo(x, -60 + look.brow, x + 30, -46 + look.brow)
  pen.stroke()
}

function nose(pen: CanvasRenderingContext2D, look: Look): void {
  pen.lineWidth = 5
  pen.strokeStyle = look.shade
  pen.beginPath()
  pen.moveTo(-10, -10)
  pen.quadraticCurveTo(-16, 34, -24, 48)
  pen.quadraticCurveTo(0, 62, 24, 48)
  pen.stroke()
  for (const side of [-1, 1]) oval(pen, side * 11, 50, 6, 4, '#5b3524')
}

function lips(pen: CanvasRenderingContext2D, look: Look): void {
  oval(pen, 0, 98, look.mouth + 12, 13, '#a4574d')
  pen.lineWidth = 3
  pen.strokeStyle = '#5e2a26'
  pen.beginPath()
  pen.moveTo(-look.mouth - 10, 97)
  pen.quadraticCurveTo(0, 103, look.mouth + 10, 97)
  pen.stroke()
}
