import { pathOf, type PointTree, type TreeNode } from './PointTree'

/** Spells Chinese words; loaded apart from the page because it is large. */
export type Spell = (text: string) => { full: string; initials: string }

interface Entry {
  point: TreeNode
  text: string
  words: string[]
}

/** Finds points by characters, code, pinyin or pinyin initials; every word of the query must fit. */
export class PointSearch {
  private readonly entries: Entry[]

  constructor(tree: PointTree, spell: Spell) {
    const spelled = new Map<string, string[]>()
    const wordsOf = (name: string): string[] => {
      let words = spelled.get(name)
      if (!words) {
        const { full, initials } = spell(name)
        words = [full, initials]
        spelled.set(name, words)
      }
      return words
    }
    this.entries = tree.points.map((point) => {
      const names = [...pathOf(point).slice(1), point].map((node) => node.name)
      return {
        point,
        text: names.join(' ').toLowerCase(),
        words: [point.id, ...names.flatMap(wordsOf), wordsOf(names.at(-2) ?? '')[1] + (wordsOf(point.name)[1] ?? '')],
      }
    })
  }

  find(query: string): TreeNode[] {
    const tokens = query.toLowerCase().split(/\s+/).filter(Boolean)
    if (tokens.length === 0) return []
    return this.entries.filter((entry) => tokens.every((token) => fits(entry, token))).map((entry) => entry.point)
  }
}

function fits(entry: Entry, token: string): boolean {
  if (entry.text.includes(token)) return true
  if (/^\d+$/.test(token)) return token.length > 2 && entry.point.id.includes(token)
  return /^[a-z0-9]+$/.test(token) && entry.words.some((word) => word.startsWith(token))
}
