import type { PointTree, TreeNode } from '../point/PointTree'

/** All regions as a list to choose from, those below a city set in. */
export function regionOptions(tree: PointTree | null): (readonly [string, string])[] {
  const options = (node: TreeNode): (readonly [string, string])[] =>
    node.kind === 'region' ? [[node.id, '\u3000'.repeat(Math.max(0, node.level - 2)) + node.name], ...node.children.flatMap(options)] : []
  return (tree?.roots ?? []).flatMap(options)
}
