import { expect, it } from 'vitest'
import { burnIn } from './waterMarks'

it('who and why alternate, scaled with the picture and within it', () => {
  const said: string[] = []
  const places: [number, number][] = []
  const canvas = {
    save: () => {}, restore: () => {}, rotate: () => {}, strokeText: () => {},
    translate: (x: number, y: number) => places.push([x, y]),
    fillText: (text: string) => said.push(text),
    font: '',
  }
  burnIn(canvas as unknown as CanvasRenderingContext2D, 1280, 720, ['admin', '例行轮巡 09:14'], { fill: '#fff', edge: '#000', font: 'sans-serif' })

  expect(said.slice(0, 2)).toEqual(['admin', '例行轮巡 09:14'])
  expect(canvas.font).toBe('400 32px sans-serif')
  expect(places[0]).toEqual([140, 140])
  expect(places.every(([x, y]) => x > 0 && x < 1280 && y > 0 && y < 720)).toBe(true)
})
