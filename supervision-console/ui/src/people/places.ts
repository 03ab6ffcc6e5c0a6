import { pathOf, placeOf, siteOf, type PointTree, type TreeNode } from '../point/PointTree'

/** Offices in a region and below. */
export function sitesWithin(tree: PointTree | null, region: string): TreeNode[] {
  const below = (node: TreeNode): TreeNode[] => (node.kind === 'site' ? [node] : node.children.flatMap(below))
  const node = tree?.find(region)
  return node ? below(node) : []
}

/** The office of that name in a region; none where two have it. */
export function siteNamed(tree: PointTree | null, region: string, name: string): TreeNode | undefined {
  const found = sitesWithin(tree, region).filter((site) => site.name === name.trim())
  return found.length === 1 ? found[0] : undefined
}

/** The office that a list to choose from has under these words, or the only one of that name. */
export function siteFull(tree: PointTree | null, words: string): TreeNode | undefined {
  const all = (tree?.roots ?? []).flatMap((root) => sitesWithin(tree, root.id))
  const wanted = words.trim()
  const full = all.find((site) => fullWords(site) === wanted)
  if (full) return full
  const named = all.filter((site) => site.name === wanted)
  return named.length === 1 ? named[0] : undefined
}

/** A point with its office: 松溪司法所 · 大门. */
export function pointWords(tree: PointTree | null, code: string): string {
  const node = tree?.find(code)
  return node?.kind === 'point' ? `${siteOf(node).name} · ${node.name}` : code
}

/** A point or office with its place, as lists to choose from have it. */
export function fullWords(node: TreeNode): string {
  const site = node.kind === 'point' ? `${siteOf(node).name} · ` : ''
  return [placeOf(node), `${site}${node.name}`].filter(Boolean).join(' ')
}

/** Whether a node lies in a region. */
export function isIn(node: TreeNode, region: string): boolean {
  return [...pathOf(node), node].some((one) => one.id === region)
}
