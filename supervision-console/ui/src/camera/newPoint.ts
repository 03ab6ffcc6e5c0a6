import type { Profile } from '../api.points'
import { streamOf } from './probeModel'

export interface NewPoint {
  device: { host: string; port: string; user: string; password: string }
  name: string
  place: string
  site: { name: string; kind: string; region: string }
  main: Profile | undefined
  sub: Profile | undefined
}

/** The values of a new point, by the columns of a list; what is not known is left out. */
export function valuesOf({ device, name, place, site, main, sub }: NewPoint): Record<string, string> {
  const mainStream = streamOf(main?.streamUri ?? null)
  const subStream = streamOf(sub?.streamUri ?? null)
  const values = {
    name, place,
    site: site.name, site_kind: site.kind, region: site.region,
    address: device.host, onvif_port: device.port, user: device.user, password: device.password,
    rtsp_port: mainStream?.port ?? subStream?.port ?? '',
    main_path: mainStream?.path ?? '', sub_path: subStream?.path ?? '',
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}
