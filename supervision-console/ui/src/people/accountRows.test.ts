import { expect, test } from 'vitest'
import type { AccountRow, Role } from '../api.people'
import { PointTree } from '../point/PointTree'
import { accountNamed, choiceOf, filterAccounts, placeWords, rolesToGive, stateOf, type AccountFilter } from './accountRows'

const tree = new PointTree({
  regions: [
    { code: '44', name: '广东省', parent: '', level: 'province' },
    { code: '4414', name: '梅州市', parent: '44', level: 'city' },
    { code: '441403', name: '梅县区', parent: '4414', level: 'county' },
    { code: '4401', name: '广州市', parent: '44', level: 'city' },
  ],
  sites: [{ id: 's1', name: '松溪司法所', kind: 'office', region: '441403', points: [] }],
})

function row(name: string, role: Role, region: string, more: Partial<AccountRow['account']> = {}, hasFactor = true): AccountRow {
  const account = { id: name, name, fullName: `${name} 氏`, role, region, site: '', mustChange: false, disabled: false, created: '', ...more }
  return { account, hasFactor, rights: [] }
}

const ALL: AccountFilter = { query: '', role: '', region: '', state: '' }
const rows = [row('admin', 'administrator', '44'), row('chief', 'region_chief', '4414'), row('officer', 'officer', '441403', { site: 's1' }, false), row('Gone', 'inspector', '4401', { disabled: true })]
const names = (filter: Partial<AccountFilter>) => filterAccounts(rows, { ...ALL, ...filter }, tree).map((one) => one.account.name)

test('filterAccounts_regionAbove_takesThoseBelow', () => {
  expect(names({ region: '4414' })).toEqual(['chief', 'officer'])
  expect(names({ region: '44' })).toHaveLength(4)
})

test('filterAccounts_queryInAnyCase_findsNameAndFullName', () => {
  expect(names({ query: 'GONE' })).toEqual(['Gone'])
  expect(names({ query: 'chief 氏' })).toEqual(['chief'])
})

test('filterAccounts_roleAndState_narrowTogether', () => {
  expect(names({ role: 'officer', state: 'noFactor' })).toEqual(['officer'])
  expect(names({ role: 'officer', state: 'disabled' })).toEqual([])
})

test('rolesToGive_auditor_onlyTheFirstByTheWholeProvince', () => {
  expect(rolesToGive(rows, true)).toContain('auditor')
  expect(rolesToGive(rows, false)).not.toContain('auditor')
  expect(rolesToGive([...rows, row('a', 'auditor', '44')], true)).not.toContain('auditor')
})

test('stateOf_disabled_outweighsTheRest', () => {
  expect(stateOf(row('x', 'officer', '44', { disabled: true, mustChange: true }, false))).toBe('disabled')
  expect(stateOf(row('x', 'officer', '44', { mustChange: true }, false))).toBe('mustChange')
})

test('placeWords_officeOfCounty_leavesTheProvinceOut', () => {
  expect(placeWords({ region: '441403', site: 's1' }, tree)).toBe('梅州市 梅县区 松溪司法所')
  expect(placeWords({ region: '44', site: '' }, tree)).toBe('广东省')
  expect(placeWords({ region: '99', site: '' }, tree)).toBe('99')
})

test('accountNamed_nameOrChoiceOrOnlyFullName_isFound', () => {
  const two = [...rows, row('second', 'officer', '44', { fullName: 'chief 氏' })]
  expect(accountNamed(two, 'officer')?.account.id).toBe('officer')
  expect(accountNamed(two, choiceOf(two[4]!))?.account.id).toBe('second')
  expect(accountNamed(two, '  admin 氏 ')?.account.id).toBe('admin')
  expect(accountNamed(two, 'chief 氏')).toBeUndefined()
})
