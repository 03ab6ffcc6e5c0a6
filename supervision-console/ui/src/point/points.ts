import { shallowRef } from 'vue'
import { api } from '../api'
import { Problem } from '../problem'
import type { PointSearch } from './PointSearch'
import { PointTree } from './PointTree'

/** The tree as loaded once per page; null until then. */
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

async function load(): Promise<void> {
  if (tree.value) return
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
  search.value = new PointSearch(points, spell)
}
