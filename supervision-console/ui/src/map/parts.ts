import type { TreeNode } from '../point/PointTree'
import { isUnseen } from '../points/pointRows'
import { commonOf, stepBelow, type Dot } from './groups'

/** A place with its points on the map. */
export interface Part {
  node: TreeNode
  dots: Dot[]
  unseen: number
}

/** The places one step below that which holds all points, in the order of the tree. */
export function partsOf(dots: readonly Dot[]): Part[] {
  const common = commonOf(dots.map((dot) => dot.line.point))
  const found = new Map<TreeNode, Dot[]>()
  for (const dot of dots) {
    const node = stepBelow(common, dot.line.point)
    const own = found.get(node)
    if (own) own.push(dot)
    else found.set(node, [dot])
  }
  const place = (node: TreeNode) => common?.children.indexOf(node) ?? 0
  return [...found]
    .map(([node, own]) => ({ node, dots: own, unseen: own.filter((dot) => isUnseen(dot.line)).length }))
    .sort((a, b) => place(a.node) - place(b.node))
}
