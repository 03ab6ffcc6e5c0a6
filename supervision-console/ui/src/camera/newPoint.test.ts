import { expect, it } from 'vitest'
import { valuesOf } from './newPoint'

const device = { host: '192.0.2.1', port: '80', user: 'admin', password: '' }
const site = { name: '松溪司法所', kind: 'office', region: '441403' }
const main = { token: 'm', name: 'm', codec: 'H265', width: 2560, height: 1440, fps: 25, streamUri: 'rtsp://192.0.2.1:8554/main?a=1' }

it('a new point takes port and paths from the chosen streams', () => {
  expect(valuesOf({ device, name: '大门', place: 'gate', site, main, sub: undefined })).toEqual({
    name: '大门', place: 'gate', site: '松溪司法所', site_kind: 'office', region: '441403',
    address: '192.0.2.1', onvif_port: '80', user: 'admin', rtsp_port: '8554', main_path: '/main?a=1',
  })
})

it('without streams the gateway finds them itself later', () => {
  expect(Object.keys(valuesOf({ device, name: '大门', place: 'gate', site, main: undefined, sub: undefined }))).not.toContain('main_path')
})
