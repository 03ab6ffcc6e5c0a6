// A console that has no ledger and no notices yet is given them at the edge of the browser. The tree is a real one.
import { createHash } from 'node:crypto'

const NOW = Date.now()
const DAY_MS = 86_400_000
const KINDS = ['view_start', 'sign_in', 'ptz', 'right', 'view_end', 'snapshot', 'account', 'ledger_read', 'break_glass', 'two_person', 'point']
const PEOPLE = [['01990000-0000-7000-8000-000000000001', '周映川'], ['01990000-0000-7000-8000-000000000002', '林知秋'], ['', '']]
const POINTS = ['44010301021326000001', '44010301021326000002']
const SIZE = 22

const sha = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const text = (hash) => hash.toString('base64url')
const node = (left, right) => sha(Buffer.of(1), left, right)
const split = (count) => 2 ** Math.floor(Math.log2(count - 1))
const rootOf = (all) => (all.length === 1 ? all[0] : node(rootOf(all.slice(0, split(all.length))), rootOf(all.slice(split(all.length)))))

function pathOf(index, all) {
  if (all.length === 1) return []
  const middle = split(all.length)
  return index < middle ? [...pathOf(index, all.slice(0, middle)), rootOf(all.slice(middle))] : [...pathOf(index - middle, all.slice(middle)), rootOf(all.slice(0, middle))]
}

function recordOf(number) {
  const [actor, name] = PEOPLE[number % PEOPLE.length]
  const kind = KINDS[number % KINDS.length]
  const isView = /view|ptz|snapshot/.test(kind)
  const result = number % 7 === 3 ? 'refused' : 'done'
  return {
    number, at: new Date(NOW - (SIZE - number) * 47_000).toISOString(), node: 'n1', kind, result, actor, name, address: name && '192.0.2.118',
    object: isView ? POINTS[number % 2] : '', reason: isView ? 'routine_tour' : '', text: '', facts: isView ? { stream: 'sub', ticket: `t-${number}` } : {},
  }
}

function leafOf({ number, at, node: on, kind, result, actor, object, reason, facts }) {
  return JSON.stringify({ actor, at: Date.parse(at) * 1000, facts, kind, node: on, number, object, reason, result, salted: { name: 'c2FsdA' } })
}

const records = Array.from({ length: SIZE }, (_, number) => recordOf(number))
const leaves = records.map((record) => sha(Buffer.of(0), leafOf(record)))

function headOf(size, at) {
  const root = text(rootOf(leaves.slice(0, size)))
  return { size, at: new Date(at).toISOString(), node: 'n1', key: 'k1', root, signature: 'c2ln', line: `{"head":{"root":"${root}","size":${size}}}` }
}

const heads = [headOf(SIZE, NOW - 20_000), headOf(15, NOW - 80_000), headOf(7, NOW - 140_000)]

function answer(url) {
  const path = url.pathname
  if (path === '/api/ledger') {
    const kind = url.searchParams.get('kind')
    return { records: records.filter((one) => !kind || one.kind === kind).reverse(), next: null }
  }
  if (path === '/api/ledger/heads') return { heads, next: null }
  if (path === '/api/ledger/state') return { failingSince: null, size: SIZE, lost: 0, rewritable: true, head: heads[0], secondPlace: 'FINE', delivered: SIZE, freeBytes: 412 * 1024 ** 3, lowOnDisk: false }
  if (path === '/api/watched') return watches(url.searchParams.get('day'))
  const number = Number(/(\d+)\/proof$/.exec(path)?.[1])
  return { number, leaf: leafOf(records[number]), hash: text(leaves[number]), path: pathOf(number, leaves).map(text), head: heads[0] }
}

const exported = () => [...records.map((record, n) => JSON.stringify({ number: n, leaf: leafOf(record) })), heads[0].line].join('\n')

function watches(day) {
  const at = (time) => new Date(`${day}T${time}+08:00`).toISOString()
  const [, chief] = PEOPLE
  return [
    { point: POINTS[0], stream: 'sub', actor: PEOPLE[0][0], name: PEOPLE[0][1], reason: 'routine_tour', start: at('09:14:02'), seconds: 48 },
    { point: POINTS[1], stream: 'main', actor: chief[0], name: chief[1], reason: 'routine_tour', start: at('14:20:40'), seconds: 190 },
    { point: POINTS[1], stream: 'sub', actor: PEOPLE[0][0], name: PEOPLE[0][1], reason: 'routine_tour', start: at('15:02:11'), seconds: null },
  ]
}

function noticeOf(n, kind, ago, facts) {
  return { id: `01990000-0000-7000-8000-00000000010${n}`, at: new Date(NOW - ago).toISOString(), kind, region: '441400', object: POINTS[0], facts }
}

const glass = { account: PEOPLE[0][0], name: PEOPLE[0][1], place: 'region', placeName: '梅州市', words: '梅县区报告冲突，核实现场', until: new Date(NOW + 1_500_000).toISOString() }
const kept = [noticeOf(1, 'view_answer', DAY_MS, { answer: 'given', request: 'r1' }), noticeOf(2, 'view_request', 3_600_000, { name: '周映川', request: 'r2' })]
const pushed = noticeOf(3, 'break_glass', 60_000, glass)

/** Gives a browser what the console does not have yet. */
export async function fakeLedger(context) {
  await context.route(/\/api\/ledger\/export/, (route) => route.fulfill({ headers: { 'Content-Type': 'application/x-ndjson', 'Content-Disposition': 'attachment; filename="ledger-22.ndjson"' }, body: exported() }))
  await context.route(/\/api\/(watched|ledger(?!\/export))/, (route) => route.fulfill({ json: answer(new URL(route.request().url())) }))
  await context.route(/\/api\/notices/, (route) => {
    const after = new URL(route.request().url()).searchParams.get('after')
    return route.fulfill({ json: { notices: kept.filter((one) => one.id > after), next: null } })
  })
  await context.route(/\/api\/events/, (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: `retry: 600000\nid: ${kept.at(-1).id}\nevent: open\ndata: {}\n\nid: ${pushed.id}\nevent: notice\ndata: ${JSON.stringify(pushed)}\n\n` }))
}
