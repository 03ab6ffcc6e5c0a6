import { expect, test } from 'vitest'
import type { Entry, Proof } from '../api.ledger'
import { checkProof } from './proof'

const AT = 1_764_140_400_123_456

type Hash = Uint8Array<ArrayBuffer>

const hash = async (...bytes: number[]): Promise<Hash> => new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)))
const leafHash = (text: string) => hash(0, ...new TextEncoder().encode(text))
const url = (bytes: Hash) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** The largest power of two below a count. */
const split = (count: number) => 2 ** Math.floor(Math.log2(count - 1))

/** RFC 9162 §2.1.1, word for word: another way than the one that is tested. */
async function rootOf(leaves: Hash[]): Promise<Hash> {
  if (leaves.length === 1) return leaves[0]!
  const middle = split(leaves.length)
  return hash(1, ...(await rootOf(leaves.slice(0, middle))), ...(await rootOf(leaves.slice(middle))))
}

/** RFC 9162 §2.1.3.1. */
async function pathOf(index: number, leaves: Hash[]): Promise<Hash[]> {
  if (leaves.length === 1) return []
  const middle = split(leaves.length)
  return index < middle
    ? [...(await pathOf(index, leaves.slice(0, middle))), await rootOf(leaves.slice(middle))]
    : [...(await pathOf(index - middle, leaves.slice(middle))), await rootOf(leaves.slice(0, middle))]
}

function entryOf(number: number): Entry {
  return { number, at: new Date(AT / 1000).toISOString(), node: 'n1', kind: 'view_start', result: 'done', actor: 'a1', name: '周映川', address: '192.0.2.1', object: 'p1', reason: 'routine_tour', text: '', facts: { stream: 'sub', ticket: 't1' } }
}
const leafOf = (number: number) => {
  const { actor, facts, kind, node, object, reason, result } = entryOf(number)
  return JSON.stringify({ actor, at: AT, facts, kind, node, number, object, reason, result, salted: { name: 'x' } })
}

async function proofOf(number: number, size: number): Promise<Proof> {
  const leaves = await Promise.all(Array.from({ length: size }, (_, n) => leafHash(leafOf(n))))
  const head = { size, at: '', node: 'n1', key: 'k', root: url(await rootOf(leaves)), signature: '', line: '' }
  return { number, leaf: leafOf(number), hash: url(leaves[number]!), path: (await pathOf(number, leaves)).map(url), head }
}

test('checkProof_everyLeafOfTreesUpTo33_holds', async () => {
  for (let size = 1; size <= 33; size++)
    for (let number = 0; number < size; number++) {
      const proof = await proofOf(number, size)
      expect(await checkProof(proof, entryOf(number)), `${number} of ${size}`).toEqual({ nodes: proof.path.length + 1 })
    }
})

test('checkProof_changedLeaf_saysHash', async () => {
  const proof = await proofOf(3, 7)
  expect(await checkProof({ ...proof, leaf: proof.leaf.replace('"x"', '"y"') }, entryOf(3))).toEqual({ flaw: 'HASH' })
})

test('checkProof_otherRoot_saysRoot', async () => {
  const proof = await proofOf(3, 7)
  expect(await checkProof({ ...proof, head: { ...proof.head, root: proof.hash } }, entryOf(3))).toEqual({ flaw: 'ROOT' })
  expect(await checkProof({ ...proof, path: [...proof.path].reverse() }, entryOf(3))).toEqual({ flaw: 'ROOT' })
})

test('checkProof_nodesMissingOrTooMany_saysPath', async () => {
  const proof = await proofOf(3, 7)
  expect(await checkProof({ ...proof, path: proof.path.slice(1) }, entryOf(3))).toEqual({ flaw: 'PATH' })
  expect(await checkProof({ ...proof, path: [...proof.path, proof.hash] }, entryOf(3))).toEqual({ flaw: 'PATH' })
  expect(await checkProof({ ...proof, head: { ...proof.head, size: 3 } }, entryOf(3))).toEqual({ flaw: 'PATH' })
})

test('checkProof_otherThanShown_saysEntry', async () => {
  const proof = await proofOf(3, 7)
  expect(await checkProof(proof, entryOf(4))).toEqual({ flaw: 'ENTRY' })
  expect(await checkProof(proof, { ...entryOf(3), actor: 'a2' })).toEqual({ flaw: 'ENTRY' })
  expect(await checkProof(proof, { ...entryOf(3), facts: { stream: 'main', ticket: 't1' } })).toEqual({ flaw: 'ENTRY' })
  expect(await checkProof({ ...proof, leaf: 'no JSON' }, entryOf(3))).toEqual({ flaw: 'ENTRY' })
})
