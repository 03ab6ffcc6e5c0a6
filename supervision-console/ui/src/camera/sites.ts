import { placeOf, type PointTree, type TreeNode } from '../point/PointTree'

/** Offices by what a person types or chooses; those of the same name with their place. */
export function sitesByText(tree: PointTree | null): Map<string, TreeNode> {
  const all = (tree?.roots ?? []).flatMap(sitesBelow)
  const times = new Map<string, number>()
  for (const site of all) times.set(site.name, (times.get(site.name) ?? 0) + 1)
  return new Map(all.map((site) => [times.get(site.name) === 1 ? site.name : `${site.name} ${placeOf(site)}`, site]))
}

function sitesBelow(node: TreeNode): TreeNode[] {
  return node.kind === 'site' ? [node] : node.children.flatMap(sitesBelow)
}
