import { shallowRef } from 'vue'
import { api } from '../api'
import { Problem } from '../problem'
import type { PointSearch } from './PointSearch'
import { pathOf, PointTree, type TreeNode } from './PointTree'

/** The tree as loaded last; null until then. */
export const tree = shallowRef<PointTree | null>(null)
export const treeProblem = shallowRef<Problem | null>(null)
export const search = shallowRef<PointSearch | null>(null)

let loading: Promise<void> | undefined

/** Loads the tree if it is not there; the search index follows when the browser has time. */
export function loadPoints(): Promise<void> {
  loading ??= load().finally(() => {
    loading = undefined
  })
  return loading
}

/** Loads the tree anew, after points were added, changed or taken out of use. */
export async function reloadPoints(): Promise<void> {
  await loading
  loading = load(true).finally(() => {
    loading = undefined
  })
  return loading
}

async function load(anew = false): Promise<void> {
  if (tree.value && !anew) return
  treeProblem.value = null
  try {
    tree.value = new PointTree(await api.points())
    void index(tree.value)
  } catch (cause) {
    treeProblem.value = cause instanceof Problem ? cause : new Problem('ERROR', String(cause))
  }
}

async function index(points: PointTree): Promise<void> {
  const [{ spell }, { PointSearch }] = await Promise.all([import('./spell'), import('./PointSearch')])
  if (points === tree.value) search.value = new PointSearch(points, spell)
}

/** Points that fit what was typed: by the index, or by characters and code until that is there. */
export function findPoints(query: string): TreeNode[] {
  const words = query.trim()
  if (search.value) return search.value.find(words)
  return (tree.value?.points ?? []).filter((p) => p.id.includes(words) || [...pathOf(p), p].some((n) => n.name.includes(words)))
}
