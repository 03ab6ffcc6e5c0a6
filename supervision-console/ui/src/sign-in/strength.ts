/** What a new password has to be; the console checks the same. */
export type Rule = 'ruleLength' | 'rulePlain' | 'ruleName'
export const RULES: readonly Rule[] = ['ruleLength', 'rulePlain', 'ruleName']

const SHORTEST = 12
const LONGEST = 256
const FEWEST_CHARACTERS = 5
/** Shorter names may stand in a password by chance. */
const NAME_COUNTS_FROM = 3
const GOOD = 16
const VERY_GOOD = 22

/** Rules that a password keeps. */
export function rulesMet(password: string, name: string): Set<Rule> {
  const met = new Set<Rule>()
  if ([...password].length >= SHORTEST && password.length <= LONGEST) met.add('ruleLength')
  if (new Set(password).size >= FEWEST_CHARACTERS) met.add('rulePlain')
  const isNamed = name.length >= NAME_COUNTS_FROM && password.toLowerCase().includes(name.toLowerCase())
  if (password !== '' && !isNamed) met.add('ruleName')
  return met
}

/** 0 cannot be used, 1 enough, 2 good, 3 very good. Length counts, repeated characters count half. */
export function strengthOf(password: string, name: string): 0 | 1 | 2 | 3 {
  if (rulesMet(password, name).size < RULES.length) return 0
  const length = [...password].length
  const different = new Set(password).size
  const weight = different + (length - different) / 2
  if (weight >= VERY_GOOD) return 3
  return weight >= GOOD ? 2 : 1
}
