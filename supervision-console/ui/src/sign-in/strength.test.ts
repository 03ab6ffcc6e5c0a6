import { expect, test } from 'vitest'
import { rulesMet, strengthOf } from './strength'

test('rulesMet_shortPassword_lacksLength', () => {
  expect(rulesMet('elevenchars', 'admin').has('ruleLength')).toBe(false)
  expect(rulesMet('twelve chars', 'admin').has('ruleLength')).toBe(true)
})

test('rulesMet_characterBeyondTheBasicPlane_countsOnce', () => {
  expect(rulesMet('😀'.repeat(11), 'admin').has('ruleLength')).toBe(false)
})

test('rulesMet_fourDifferentCharacters_isTooPlain', () => {
  expect(rulesMet('abcdabcdabcd', 'admin').has('rulePlain')).toBe(false)
  expect(rulesMet('abcdeabcdabc', 'admin').has('rulePlain')).toBe(true)
})

test('rulesMet_nameInAnyCase_isFound', () => {
  expect(rulesMet('my-ADMIN-password', 'admin').has('ruleName')).toBe(false)
  expect(rulesMet('no name in here', 'li').has('ruleName')).toBe(true)
})

test('strengthOf_growsWithLengthAndVariety', () => {
  expect(strengthOf('short', 'admin')).toBe(0)
  expect(strengthOf('abcdeabcdeab', 'admin')).toBe(1)
  expect(strengthOf('seven herons over the weir', 'admin')).toBeGreaterThanOrEqual(2)
  expect(strengthOf('seven herons over the quiet weir, by JACK 4', 'admin')).toBe(3)
})
