import { expect, it } from 'vitest'
import type { FindingRow } from '../api.findings'
import { leftWords, stateOf } from './findingWords'

const NOW = Date.parse('2026-11-26T08:00:00Z')
const row = (more: Partial<FindingRow>): FindingRow => ({
  id: '1', number: 'Q-1001', kind: 'moved', state: 'raised', overdue: false, point: 'p', pointName: '宣告室', site: 's', siteName: '青榕司法所',
  regions: ['肇庆市', '德庆县'], words: '', raisedBy: '周映川', raised: '2026-11-24T08:00:00Z', due: '2026-11-29T10:00:00Z', changed: '2026-11-24T08:00:00Z', ...more,
})

it('what is late presses more than what waits, and says how long', () => {
  expect(stateOf(row({}), NOW).mark).toBe('plan')
  expect(stateOf(row({ due: '2026-11-24T08:00:00Z' }), NOW)).toEqual({ mark: 'fault', words: '逾期 2 天' })
  expect(stateOf(row({ due: '2026-11-26T05:00:00Z' }), NOW).words).toBe('逾期 3 小时')
})

it('an answer waits for the inspector, however late it came', () => {
  expect(stateOf(row({ state: 'answered', due: '2026-11-24T08:00:00Z' }), NOW)).toEqual({ mark: 'warn', words: '已答复，等核对' })
})

it('says how much time is left', () => {
  expect(leftWords(row({}), NOW)).toBe('还有 3 天')
  expect(leftWords(row({ state: 'closed' }), NOW)).toBe('')
})
