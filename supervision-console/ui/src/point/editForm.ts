import type { PointDetails } from '../api.points'

/** What can be changed of a point, by the columns of a list. */
export const COLUMNS = [
  'name', 'place', 'signage', 'tags', 'longitude', 'latitude', 'line_kbps', 'address', 'onvif_port', 'rtsp_port', 'user', 'password', 'channel', 'main_path', 'sub_path', 'transport', 'addresses', 'sessions',
] as const
export type Column = (typeof COLUMNS)[number]
export type Values = Record<Column, string>

/** What stands in the form at first; the password never does. */
export function valuesOf(point: PointDetails): Values {
  const d = point.device
  const number = (value: number | null | undefined) => (value ? String(value) : '')
  return {
    name: point.name, place: point.place, signage: point.signage, tags: point.tags.join(' '),
    longitude: point.longitude === null ? '' : String(point.longitude), latitude: point.latitude === null ? '' : String(point.latitude),
    line_kbps: number(point.lineKbps),
    address: d?.host ?? '', onvif_port: number(d?.onvifPort), rtsp_port: number(d?.rtspPort), user: d?.user ?? '', password: '',
    channel: d?.channel ?? '', main_path: d?.mainPath ?? '', sub_path: d?.subPath ?? '', transport: d?.transport ?? 'tcp',
    addresses: d?.addresses ?? 'rewrite_host', sessions: number(d?.sessions ?? 2),
  }
}

/** An empty figure would leave the one there is; these say what an empty field means. */
const EMPTY: Partial<Record<Column, string>> = { line_kbps: '0', sessions: '2' }

const isOfDevice = (column: Column) => COLUMNS.indexOf(column) >= COLUMNS.indexOf('address')

/**
 * Only what was changed, so that nothing that somebody else changed meanwhile is undone. Address and ports say which
 * device it is, and another device knows nothing of account and paths: all that is of the device goes together.
 */
export function changesOf(before: Values, after: Values): Record<string, string> {
  const changed = COLUMNS.filter((column) => before[column] !== after[column])
  const withDevice = changed.some(isOfDevice)
  const sent = COLUMNS.filter((column) => changed.includes(column) || (withDevice && isOfDevice(column) && column !== 'password'))
  return Object.fromEntries(sent.map((column) => [column, after[column] || (EMPTY[column] ?? '')]))
}

/** Whether the account of the point would be that of another device, whose password nobody has told yet. */
export function needsPassword(before: Values, after: Values): boolean {
  const isOther = before.address !== after.address || before.onvif_port !== after.onvif_port
  return isOther && after.address !== '' && after.user !== '' && after.password === ''
}
