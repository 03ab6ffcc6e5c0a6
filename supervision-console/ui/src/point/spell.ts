import { customPinyin, pinyin } from 'pinyin-pro'
import type { Spell } from './PointSearch'

/** Places whose people read them in their own way. */
customPinyin({ 大埔: 'dà bù' })

/** Spells with the readings of names where there are several. */
export const spell: Spell = (text) => {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  return {
    full: syllables.join('').toLowerCase(),
    initials: syllables.map((syllable) => (/^\d/.test(syllable) ? syllable : syllable.charAt(0))).join('').toLowerCase(),
  }
}
