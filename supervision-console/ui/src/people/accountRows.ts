import { ROLES, type Account, type AccountRow, type Role } from '../api.people'
import { pathOf, type PointTree } from '../point/PointTree'

export type AccountState = 'active' | 'noFactor' | 'mustChange' | 'disabled'
export const ACCOUNT_STATES: readonly AccountState[] = ['active', 'noFactor', 'mustChange', 'disabled']

/** What the list is narrowed by; empty for all. */
export interface AccountFilter {
  query: string
  role: string
  /** Code of a region: accounts in it and below. */
  region: string
  state: '' | AccountState
}

/** Roles that may be given: auditors see what administrators do, so of them only the first, by who keeps the whole province. */
export function rolesToGive(rows: readonly AccountRow[], isWhole: boolean): readonly Role[] {
  const mayMakeAuditor = isWhole && !rows.some((row) => row.account.role === 'auditor')
  return ROLES.filter((role) => role !== 'auditor' || mayMakeAuditor)
}

/** How it stands with an account: what matters most of it. */
export function stateOf({ account, hasFactor }: AccountRow): AccountState {
  if (account.disabled) return 'disabled'
  if (account.mustChange) return 'mustChange'
  return hasFactor ? 'active' : 'noFactor'
}

export function filterAccounts(rows: readonly AccountRow[], filter: AccountFilter, tree: PointTree | null): AccountRow[] {
  const query = filter.query.trim().toLowerCase()
  return rows.filter((row) => {
    const { account } = row
    const isNamed = !query || account.name.toLowerCase().includes(query) || account.fullName.toLowerCase().includes(query)
    const isOfRole = !filter.role || account.role === filter.role
    const isInState = !filter.state || stateOf(row) === filter.state
    return isNamed && isOfRole && isInState && (!filter.region || isWithin(account.region, filter.region, tree))
  })
}

/** Whether a region is the other one or lies in it. */
function isWithin(region: string, above: string, tree: PointTree | null): boolean {
  if (region === above) return true
  const node = tree?.find(region)
  return node !== undefined && pathOf(node).some((one) => one.id === above)
}

/** Region and office of an account as people know them: 广东省 梅州市 梅县区, 松溪司法所. */
export function placeWords(account: Pick<Account, 'region' | 'site'>, tree: PointTree | null): string {
  const region = tree?.find(account.region)
  const path = region ? [...pathOf(region), region].map((one) => one.name) : [account.region]
  const shown = path.length > 1 ? path.slice(1) : path
  const site = account.site && (tree?.findSite(account.site)?.name ?? account.site)
  return [...shown, site].filter(Boolean).join(' ')
}

/** An account as lists to choose from have it: 李青禾 liqinghe. */
export const choiceOf = ({ account }: AccountRow): string => `${account.fullName} ${account.name}`

/** The account that was chosen or written: by its name, or by a full name that only one has. */
export function accountNamed(rows: readonly AccountRow[], words: string): AccountRow | undefined {
  const wanted = words.trim()
  const exact = rows.find((row) => row.account.name === wanted || choiceOf(row) === wanted)
  if (exact) return exact
  const named = rows.filter((row) => row.account.fullName === wanted)
  return named.length === 1 ? named[0] : undefined
}
