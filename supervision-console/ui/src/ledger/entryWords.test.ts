import { beforeEach, expect, test } from 'vitest'
import type { Entry } from '../api.ledger'
import type { AccountRow } from '../api.people'
import { choose } from '../messages'
import { PointTree } from '../point/PointTree'
import { aboutWords, factRows, idOf, whoWords, type Known } from './entryWords'

const tree = new PointTree({
  regions: [{ code: '441403', name: '梅县区', parent: '', level: 'county' }],
  sites: [{ id: 's1', name: '松溪司法所', kind: 'office', region: '441403', points: [{ code: 'p1', name: '大门', place: 'gate' }] }],
})
const account: AccountRow = {
  account: { id: 'a1', name: 'zhou', fullName: '周映川', role: 'inspector', region: '441403', site: '', mustChange: false, disabled: false, created: '' },
  hasFactor: true,
  rights: [],
}
const known: Known = { tree, accounts: [account] }
const NOW = Date.parse('2026-11-26T08:00:00Z')

const entry = (more: Partial<Entry>): Entry => ({ number: 1, at: '', node: '', kind: '', result: '', actor: '', name: '', address: '', object: '', reason: '', text: '', facts: {}, ...more })

beforeEach(() => choose('zh-CN'))

test('whoWords_knownThenNameThenDeleted', () => {
  expect(whoWords(entry({ actor: 'a1', name: 'zhou' }), known)).toBe('周映川')
  expect(whoWords(entry({ actor: 'gone', name: 'li' }), known)).toBe('li')
  expect(whoWords(entry({ actor: 'gone' }), known)).toBe('已删除')
  expect(whoWords(entry({}), known)).toBe('系统')
  expect(whoWords(entry({ actor: 'system' }), known)).toBe('系统')
  expect(whoWords(entry({ actor: 'machine' }), known)).toBe('本机命令')
})

test('aboutWords_pointAccountPartOfTheLedger_haveNames', () => {
  expect(aboutWords(entry({ object: 'p1' }), known)).toBe('松溪司法所 · 大门')
  expect(aboutWords(entry({ object: 'a1' }), known)).toBe('周映川')
  expect(aboutWords(entry({ object: 's1' }), known)).toBe('松溪司法所')
  expect(aboutWords(entry({ object: 'records' }), known)).toBe('记录')
  expect(aboutWords(entry({ object: 'x9' }), known)).toBe('x9')
})

test('factRows_wordsWhereThereAreAny', () => {
  expect(factRows(entry({ facts: { change: 'added', right: 'ptz', account: 'a1', until: '2026-11-26T09:30:00Z', odd: '7' } }), known, NOW)).toEqual([
    ['变动', '添加'],
    ['权限', '转动摄像机'],
    ['账号', '周映川'],
    ['到', expect.stringMatching(/\d\d:30$/)],
    ['odd', '7'],
  ])
})

test('idOf_nameOrId', () => {
  expect(idOf('周映川', known)).toBe('a1')
  expect(idOf('松溪司法所 · 大门', known)).toBe('p1')
  expect(idOf('x9', known)).toBe('x9')
  expect(idOf('', known)).toBe('')
})
