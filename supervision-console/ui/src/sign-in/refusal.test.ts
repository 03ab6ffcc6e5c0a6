import { beforeEach, expect, test } from 'vitest'
import { choose } from '../messages'
import { Problem } from '../problem'
import { isLost, refusalWords } from './refusal'

beforeEach(() => choose('en'))

test('refusalWords_wrongPassword_saysWhatTheStepSays', () => {
  expect(refusalWords(new Problem('WRONG_PASSWORD'), 'wrong here')).toBe('wrong here')
})

test('refusalWords_lockedOut_saysMinutesLeft', () => {
  expect(refusalWords(new Problem('TOO_MANY_TRIES', '', 429, { seconds: 841 }), '')).toContain('15 minutes')
  expect(refusalWords(new Problem('TOO_MANY_TRIES', '', 429, { seconds: 60 }), '')).toContain('1 minute,')
  expect(refusalWords(new Problem('TOO_MANY_TRIES', '', 429, { seconds: 12 }), '')).toContain('12 seconds')
})

test('refusalWords_weakPassword_hasWordsOfItsOwn', () => {
  expect(refusalWords(new Problem('PASSWORD_TOO_PLAIN'), '')).toContain('5 different')
})

test('isLost_otherStep_beginsAnew', () => {
  expect(isLost(new Problem('OTHER_STEP'))).toBe(true)
  expect(isLost(new Problem('WRONG_PASSWORD'))).toBe(false)
})
