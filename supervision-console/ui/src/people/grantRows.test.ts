import { expect, test } from 'vitest'
import type { GrantRow } from '../api.people'
import { roundedUp, standing, termOf } from './grantRows'

const NOW = Date.parse('2026-11-24T09:00:00Z')

function row(id: string, from: string, until: string, cause = 'given'): GrantRow {
  const grant = { id, account: 'a', right: 'live', allows: true, place: { kind: 'region' as const, id: '44' }, from, until, cause, words: '', grantedBy: 'b' }
  return { grant, accountName: 'a', placeName: '', grantedByName: 'b' }
}

test('termOf_running_tellsTheEnd', () => {
  expect(termOf(row('1', '2026-11-24T08:00:00Z', '2026-11-24T09:30:00Z'), NOW)).toEqual({ isOn: true, left: 1_800_000 })
})

test('termOf_toCome_tellsTheBeginning', () => {
  expect(termOf(row('1', '2026-11-24T10:00:00Z', '2026-11-25T09:30:00Z'), NOW)).toEqual({ isOn: false, left: 3_600_000 })
})

test('standing_overIsLeftOut_brokenGlassIsFirst', () => {
  const rows = [row('late', '2026-11-24T08:00:00Z', '2026-11-30T00:00:00Z'), row('soon', '2026-11-24T08:00:00Z', '2026-11-24T10:00:00Z'), row('over', '2026-11-24T07:00:00Z', '2026-11-24T09:00:00Z'), row('glass', '2026-11-24T08:50:00Z', '2026-11-24T09:20:00Z', 'break_glass')]
  expect(standing(rows, NOW).map((one) => one.grant.id)).toEqual(['glass', 'soon', 'late'])
})

test('roundedUp_lastSeconds_areStillAMinute', () => {
  expect(roundedUp(1)).toBe(60_000)
  expect(roundedUp(0)).toBe(0)
  expect(roundedUp(61_000)).toBe(120_000)
})
