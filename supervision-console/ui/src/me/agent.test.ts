import { beforeEach, expect, test } from 'vitest'
import { choose } from '../messages'
import { agentWords } from './agent'

beforeEach(() => choose('en'))

test('agentWords_edgeOnWindows_isNotChrome', () => {
  expect(agentWords('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0')).toBe('Edge 140, Windows')
})

test('agentWords_safariOnPhone_isIos', () => {
  expect(agentWords('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1')).toBe('Safari 18, iOS')
})

test('agentWords_otherProgram_isCutShort', () => {
  expect(agentWords(`x${'y'.repeat(80)}`)).toHaveLength(40)
  expect(agentWords('')).toBe('Unknown program')
})
