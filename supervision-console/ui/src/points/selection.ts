import type { Work } from '../api.health'
import { siteOf, type TreeNode } from '../point/PointTree'

export type Subject = Pick<Work, 'kind' | 'subject'> & { points: number }

/** What work is planned for: an office where all of its points are chosen, else each point. */
export function subjectsOf(chosen: readonly TreeNode[]): Subject[] {
  const sites = new Set(chosen.map(siteOf))
  return [...sites].flatMap((site): Subject[] => {
    const points = chosen.filter((point) => siteOf(point) === site)
    if (points.length === site.points.length) return [{ kind: 'site', subject: site.key, points: points.length }]
    return points.map((point) => ({ kind: 'point', subject: point.key, points: 1 }))
  })
}

export interface Progress {
  done: number
  all: number
  /** Why it stopped before all were done. */
  problem?: unknown
}

/** Does one after the other and stops at the first that fails. */
export async function oneByOne<T>(all: readonly T[], act: (one: T) => Promise<unknown>, tell: (progress: Progress) => void): Promise<Progress> {
  for (const [done, one] of all.entries()) {
    tell({ done, all: all.length })
    try {
      await act(one)
    } catch (problem) {
      return { done, all: all.length, problem }
    }
  }
  return { done: all.length, all: all.length }
}
