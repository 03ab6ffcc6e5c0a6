import type { PointRow, PointRows, RegionRow, SiteRow } from '../api'

export type NodeKind = 'region' | 'site' | 'point'

/** A place in the tree: a region, an office, or a video point. */
export interface TreeNode {
  id: string
  kind: NodeKind
  name: string
  /** Depth, 1 for the province. */
  level: number
  parent: TreeNode | null
  children: TreeNode[]
  /** All points at or below, in the order of the tree. */
  points: TreeNode[]
  /** Office kind or kind of place, as the lists name it. */
  sort: string
  /** As the server names it: the code, or the id of an office. */
  key: string
  /** Where a point stands; null where nobody noted it, and for all other places. */
  at: { longitude: number; latitude: number } | null
}

/** The whole tree: province → city → county → office → point. */
export class PointTree {
  readonly roots: TreeNode[] = []
  private readonly byId = new Map<string, TreeNode>()
  private readonly sites = new Map<string, TreeNode>()

  constructor(rows: PointRows) {
    for (const region of rows.regions) this.addRegion(region)
    for (const site of rows.sites) this.addSite(site)
    for (const root of this.roots) collect(root)
  }

  private addRegion(row: RegionRow): void {
    const parent = this.byId.get(row.parent) ?? null
    const node = this.node(row.code, 'region', row.name, parent, row.level)
    if (!parent) this.roots.push(node)
  }

  private addSite(row: SiteRow): void {
    const region = this.byId.get(row.region)
    if (!region) return
    const site = this.node(`${row.region}:${row.name}`, 'site', row.name, region, row.kind)
    site.key = row.id
    this.sites.set(row.id, site)
    for (const point of row.points) this.addPoint(point, site)
  }

  private addPoint(row: PointRow, site: TreeNode): void {
    const { longitude, latitude } = row
    const node = this.node(row.code, 'point', row.name, site, row.place)
    if (longitude !== undefined && latitude !== undefined) node.at = { longitude, latitude }
  }

  private node(id: string, kind: NodeKind, name: string, parent: TreeNode | null, sort: string): TreeNode {
    const node: TreeNode = { id, kind, name, level: (parent?.level ?? 0) + 1, parent, children: [], points: [], sort, key: id, at: null }
    parent?.children.push(node)
    this.byId.set(id, node)
    return node
  }

  find(id: string): TreeNode | undefined {
    return this.byId.get(id)
  }

  /** An office by the id that the server gave it. */
  findSite(id: string): TreeNode | undefined {
    return this.sites.get(id)
  }

  get points(): TreeNode[] {
    return this.roots.flatMap((root) => root.points)
  }
}

function collect(node: TreeNode): TreeNode[] {
  node.points = node.kind === 'point' ? [node] : node.children.flatMap(collect)
  return node.points
}

/** The nodes above, the highest first, without the node itself. */
export function pathOf(node: TreeNode): TreeNode[] {
  const path: TreeNode[] = []
  for (let above = node.parent; above; above = above.parent) path.unshift(above)
  return path
}

/** City and county of a point or office in short, such as 梅州 梅县区. */
export function placeOf(node: TreeNode): string {
  return pathOf(node)
    .filter((above) => above.kind === 'region' && above.level > 1)
    .map((above) => (above.level === 2 ? above.name.replace(/市$/, '') : above.name))
    .join(' ')
}

/** Office of a point. */
export function siteOf(point: TreeNode): TreeNode {
  return point.parent ?? point
}
