import { describe, expect, it } from 'vitest'
import type { PointDetails } from '../api.points'
import { changesOf, needsPassword, valuesOf } from './editForm'

const point: PointDetails = {
  code: '44140301001326000001', name: '接待窗口', place: 'counter', siteId: 's', site: '松溪司法所', lineKbps: 0, siteKind: 'office', region: '441403', signage: 'unknown',
  longitude: 116.08, latitude: null, tags: ['一楼', '窗口'],
  device: { id: 'd', host: '192.0.2.1', onvifPort: 80, rtspPort: 0, user: 'admin', hasPassword: true, addresses: 'keep', sessions: 2, manufacturer: '', model: '', firmware: '', serial: '', channel: '', mainPath: '/1', subPath: '', transport: 'tcp', points: 1 },
}
const before = valuesOf(point)

describe('editForm', () => {
  it('shows what is known, and never a password', () => expect(before).toMatchObject({ tags: '一楼 窗口', longitude: '116.08', latitude: '', rtsp_port: '', onvif_port: '80', password: '', line_kbps: '', addresses: 'keep', sessions: '2' }))
  it('sends only what was changed', () => expect(changesOf(before, { ...before, name: '窗口', tags: '' })).toEqual({ name: '窗口', tags: '' }))
  it('an emptied line has no limit', () => expect(changesOf({ ...before, line_kbps: '8000' }, before)).toEqual({ line_kbps: '0' }))
  it('nothing for nothing', () => expect(changesOf(before, { ...before })).toEqual({}))

  it('what is of the device goes together, and an empty password stays away', () => {
    const sent = changesOf(before, { ...before, sub_path: '/2' })
    expect(sent).toMatchObject({ address: '192.0.2.1', onvif_port: '80', user: 'admin', main_path: '/1', sub_path: '/2' })
    expect(sent).not.toHaveProperty('password')
    expect(sent).not.toHaveProperty('name')
  })

  it('another device wants its password', () => {
    expect(needsPassword(before, { ...before, address: '192.0.2.2' })).toBe(true)
    expect(needsPassword(before, { ...before, address: '192.0.2.2', password: 'x' })).toBe(false)
    expect(needsPassword(before, { ...before, rtsp_port: '8554' })).toBe(false)
  })

  it('a point without a device begins empty', () => expect(valuesOf({ ...point, device: null })).toMatchObject({ address: '', transport: 'tcp' }))
})
