import { describe, expect, it } from 'vitest'
import type { ProbeReport, Profile } from '../api.points'
import { kindsOf, millisOf, shownSteps, stoppedAt, streamOf, suggested } from './probeModel'

const step = (name: string, problem = 'none') => ({ name, ok: problem === 'none', millis: 10, problem, detail: '' })
const report = (steps: ProbeReport['steps'], clockSkewSeconds: number | null = 0): ProbeReport =>
  ({ steps, device: null, services: [], profiles: [], clockSkewSeconds, auth: 'http' })
const profile = (token: string, width: number, streamUri: string | null = `rtsp://192.0.2.1/${token}`): Profile =>
  ({ token, name: token, codec: 'H264', width, height: 9, fps: 25, streamUri })

describe('probeModel', () => {
  it('a step that fails stops it, and those behind were not reached', () => {
    const refused = report([step('reach'), step('clock'), step('signIn', 'refused')])
    expect(shownSteps(refused).map((one) => one.mark)).toEqual(['ok', 'ok', 'fault', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown'])
    expect(stoppedAt(refused)?.name).toBe('signIn')
    expect(millisOf(refused)).toBe(30)
  })

  it('a snapshot that does not come stops nothing', () => {
    const seen = report([step('keyFrame'), step('snapshot', 'refused')])
    expect(stoppedAt(seen)).toBeNull()
    expect(shownSteps(seen).at(-1)?.mark).toBe('warn')
  })

  it('a clock that is far off is told', () => {
    expect(shownSteps(report([step('clock')], 47))[1]?.mark).toBe('warn')
    expect(shownSteps(report([step('clock')], -2))[1]?.mark).toBe('ok')
  })
})

describe('streamOf', () => {
  it('keeps the path with its query', () => expect(streamOf('rtsp://192.0.2.1:8554/cam/realmonitor?channel=1&subtype=0')).toEqual({ port: '8554', path: '/cam/realmonitor?channel=1&subtype=0' }))
  it('554 where no port is told', () => expect(streamOf('rtsp://192.0.2.1/stream/101')).toEqual({ port: '554', path: '/stream/101' }))
  it('IPv6 and accounts', () => expect(streamOf('rtsp://u:p@[2001:db8::1]:554/a')).toEqual({ port: '554', path: '/a' }))
  it('no path', () => expect(streamOf('rtsp://192.0.2.1')).toEqual({ port: '554', path: '/' }))
  it('a path begins with a stroke', () => expect(streamOf('rtsp://192.0.2.1?a=1')?.path).toBe('/?a=1'))
  it('nothing of what is no address', () => expect([streamOf(null), streamOf('http://192.0.2.1/')]).toEqual([null, null]))
})

describe('suggested', () => {
  it('the largest and a small one', () => expect(suggested([profile('main', 2560), profile('third', 1280), profile('sub', 640)])).toEqual({ main: 'main', sub: 'sub' }))
  it('one stream alone is the main one', () => expect(suggested([profile('main', 2560)])).toEqual({ main: 'main', sub: '' }))
  it('profiles without an address are left out', () => expect(suggested([profile('a', 2560, null), profile('b', 640)])).toEqual({ main: 'b', sub: '' }))
})

it('a recorder names each kind of its streams once', () => {
  expect(kindsOf([profile('1', 1280), profile('2', 1280), profile('3', 640)])).toEqual(['H264 1280×9', 'H264 640×9'])
})
