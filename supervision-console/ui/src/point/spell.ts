import { pinyin } from 'pinyin-pro'
import type { Spell } from './PointSearch'

/** Spells with the readings of names where there are several. */
export const spell: Spell = (text) => {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  return {
    full: syllables.join('').toLowerCase(),
    initials: syllables.map((syllable) => (/^\d/.test(syllable) ? syllable : syllable.charAt(0))).join('').toLowerCase(),
  }
}
