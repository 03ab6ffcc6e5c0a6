import type { Entry, Proof } from '../api.ledger'

/** Why a proof does not hold; `ENTRY`: what the page shows is not what was hashed. */
export type Flaw = 'HASH' | 'ROOT' | 'PATH' | 'ENTRY'
/** Whether a record stands in the signed tree as it is shown. */
export type Verdict = { nodes: number } | { flaw: Flaw }

const LEAF = 0
const NODE = 1
const MICROS_PER_MS = 1_000

/** Checks in the browser that a record as shown is the leaf, and that leaf and path give the root of the head. */
export async function checkProof(proof: Proof, entry: Entry): Promise<Verdict> {
  if (!isShown(proof, entry)) return { flaw: 'ENTRY' }
  const leaf = await digest(LEAF, new TextEncoder().encode(proof.leaf))
  if (textOf(leaf) !== proof.hash) return { flaw: 'HASH' }
  const root = await rootOf(leaf, proof)
  if (!root) return { flaw: 'PATH' }
  return textOf(root) === proof.head.root ? { nodes: proof.path.length + 1 } : { flaw: 'ROOT' }
}

/** RFC 9162 §2.1.3.2: the root from a leaf and the nodes beside its way up; null where their number is wrong. */
async function rootOf(leaf: Uint8Array<ArrayBuffer>, { number, path, head }: Proof): Promise<Uint8Array<ArrayBuffer> | null> {
  let index = number
  let last = head.size - 1
  let hash = leaf
  if (index > last) return null
  for (const text of path) {
    if (last === 0) return null
    const beside = bytesOf(text)
    const isRight = index % 2 === 1 || index === last
    hash = isRight ? await digest(NODE, beside, hash) : await digest(NODE, hash, beside)
    // A last node without a neighbour goes up as it is.
    while (isRight && index % 2 === 0 && index !== 0) [index, last] = [half(index), half(last)]
    ;[index, last] = [half(index), half(last)]
  }
  return last === 0 ? hash : null
}

/** Records are counted beyond 32 bits. */
const half = (value: number): number => Math.floor(value / 2)

async function digest(first: number, ...parts: Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  const all = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0))
  all[0] = first
  let at = 1
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all))
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
}

function textOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Whether the leaf says of the record what the page does: all that is not salted. */
function isShown({ leaf, number }: Proof, entry: Entry): boolean {
  const said = fieldsOf(leaf)
  if (!said || said.number !== entry.number || number !== entry.number) return false
  const isSameTime = Math.floor(Number(said.at) / MICROS_PER_MS) === Date.parse(entry.at)
  const names = ['node', 'kind', 'result', 'actor', 'object', 'reason'] as const
  return isSameTime && names.every((name) => said[name] === entry[name]) && sorted(said.facts) === sorted(entry.facts)
}

function fieldsOf(leaf: string): Record<string, unknown> | null {
  try {
    const fields: unknown = JSON.parse(leaf)
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function sorted(facts: unknown): string {
  return JSON.stringify(Object.entries((facts ?? {}) as Record<string, string>).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Browsers hash only where the page came over an encrypted line, or from this machine. */
export const canCheck = (): boolean => globalThis.crypto?.subtle !== undefined
