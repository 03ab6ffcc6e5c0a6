import { expect, it } from 'vitest'
import { presetOf, speedOf, wayOf } from './ptzKeys'

it('arrows, plus and minus move; other keys do not', () => {
  expect(['ArrowLeft', '+', '-', 'x'].map(wayOf)).toEqual(['left', 'nearer', 'farther', undefined])
  expect(speedOf('down').tilt).toBeLessThan(0)
})

it('digits name kept views from 1 on', () => expect(['1', '2', '3', '0', 'a'].map((key) => presetOf(['全景', '入口'], key))).toEqual(['全景', '入口', undefined, undefined, undefined]))
