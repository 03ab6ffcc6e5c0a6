import { expect, test } from 'vitest'
import type { AskRow } from '../api.people'
import { askState, ownAsk } from './askState'

const NOW = Date.parse('2026-11-24T09:00:00Z')

function row(id: string, asked: string, answer: AskRow['ask']['answer'], until: string | null = null, account = 'me'): AskRow {
  return { ask: { id, point: 'p1', account, words: '', asked, answer, answeredBy: '', until }, accountName: '', pointName: '' }
}

test('askState_followsTheAnswerAndItsEnd', () => {
  expect(askState(row('1', '', 'asked'), NOW)).toBe('waiting')
  expect(askState(row('1', '', 'refused', '2026-11-24T09:30:00Z'), NOW)).toBe('refused')
  expect(askState(row('1', '', 'given', '2026-11-24T09:30:00Z'), NOW)).toBe('given')
  expect(askState(row('1', '', 'given', '2026-11-24T08:59:00Z'), NOW)).toBe('over')
})

test('ownAsk_newestOfOnesOwn_counts', () => {
  const rows = [row('old', '2026-11-24T08:00:00Z', 'refused'), row('new', '2026-11-24T08:50:00Z', 'asked'), row('other', '2026-11-24T08:55:00Z', 'asked', null, 'you')]
  expect(ownAsk(rows, 'me', 'p1', NOW)?.ask.id).toBe('new')
  expect(ownAsk(rows, 'me', 'p2', NOW)).toBeUndefined()
})

test('ownAsk_allowedAndOver_isAskedAnew', () => {
  expect(ownAsk([row('1', '2026-11-24T08:00:00Z', 'given', '2026-11-24T08:30:00Z')], 'me', 'p1', NOW)).toBeUndefined()
})
