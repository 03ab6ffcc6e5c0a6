import type { Entry } from '../api.ledger'
import type { AccountRow } from '../api.people'
import { moment, words } from '../messages'
import { accountNamed } from '../people/accountRows'
import { pointWords } from '../people/places'
import type { PointTree } from '../point/PointTree'

/** What ids in records stand for: points, offices and accounts that the reader knows of. */
export interface Known {
  tree: PointTree | null
  accounts: readonly AccountRow[]
}

const byId = (known: Known, id: string) => known.accounts.find((row) => row.account.id === id)?.account

/** Who it was: the full name where the account is known, else the name beside the record. The gateway and its machine have none. */
export function whoWords(entry: Entry, known: Known): string {
  const w = words.value.ledger
  if (!entry.actor || entry.actor === 'system') return entry.name || w.system
  if (entry.actor === 'machine') return w.machine
  return byId(known, entry.actor)?.fullName || entry.name || w.deleted
}

/** What it was about; — for nothing. */
export function aboutWords(entry: Entry, known: Known): string {
  if (!entry.object) return '—'
  return idWords(entry.object, known) ?? words.value.ledger.objects[entry.object] ?? entry.object
}

function idWords(id: string, known: Known): string | undefined {
  const point = pointWords(known.tree, id)
  if (point !== id) return point
  return byId(known, id)?.fullName ?? known.tree?.findSite(id)?.name ?? known.tree?.find(id)?.name
}

/** The facts of a record, with words where there are any. */
export function factRows(entry: Entry, known: Known, now: number): [string, string][] {
  const w = words.value
  const tables: Record<string, Record<string, string>> = { change: w.ledger.changes, right: w.rights, role: w.roles, place: w.grants.placeKinds, factor: { code: w.me.app, passkey: w.enrol.passkey } }
  return Object.entries(entry.facts).map(([name, value]) => {
    const said = tables[name]?.[value] ?? timeWords(value, now) ?? idWords(value, known)
    return [w.ledger.factNames[name] ?? name, said ?? value]
  })
}

function timeWords(value: string, now: number): string | undefined {
  return /^\d{4}-\d\d-\d\dT/.test(value) ? moment(Date.parse(value), now) : undefined
}

/** The id that was meant: written as it is, or by the name of an account or a point. */
export function idOf(given: string, known: Known): string {
  if (!given) return ''
  const account = accountNamed(known.accounts, given)?.account.id
  if (account) return account
  const points = (known.tree?.points ?? []).filter((point) => pointWords(known.tree, point.id) === given)
  return points.length === 1 ? (points[0]?.id ?? given) : given
}
