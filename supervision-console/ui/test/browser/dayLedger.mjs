import assert from 'node:assert/strict'

/** What the day has to have left: kind, who, and a part of the record. */
const STEPS = [
  ['factor', 'zhou', { factor: 'code', change: 'added' }],
  ['sign_in', 'zhou', { way: 'code' }],
  ['view_grant', 'zhou', {}, 'routine_tour'],
  ['view_start', 'zhou', {}],
  ['ptz', 'zhou', { action: 'move' }, 'routine_tour'],
  ['ptz', 'zhou', { action: 'home' }],
  ['tour', 'zhou', { change: 'begun', points: '100' }, 'routine_tour'],
  ['snapshot', 'zhou', {}, 'routine_tour'],
  ['finding', 'zhou', { change: 'raised' }],
  ['finding', 'chen', { change: 'accepted' }],
  ['finding', 'chen', { change: 'answered' }],
  ['finding', 'zhou', { change: 'closed' }],
  ['tour', 'zhou', { change: 'signed' }],
  ['export', 'zhou', { what: 'statistics' }],
]

const recordsOf = (page, kind) => page.evaluate(async (wanted) => (await (await fetch(`/api/ledger?kind=${wanted}&limit=200`)).json()).records, kind)

/** An auditor finds them all. Not every record has a name beside it, but each says by its id who acted. */
export async function readLedger({ page, check, code }) {
  await page.getByRole('link', { name: '台账', exact: true }).click()
  await page.locator('.ledger-rows tbody tr').nth(3).waitFor()
  const ids = new Map((await recordsOf(page, 'sign_in')).map((record) => [record.name, record.actor]))
  for (const kind of new Set(STEPS.map(([one]) => one))) {
    const records = await recordsOf(page, kind)
    for (const [, name, facts, reason] of STEPS.filter(([one]) => one === kind)) {
      const isIt = (record) => record.actor === ids.get(name) && record.result === 'done' && (!reason || record.reason.startsWith(reason)) && Object.entries(facts).every(([key, value]) => record.facts[key] === value)
      assert.ok(records.some(isIt), `${kind} of ${name} ${JSON.stringify(facts)} in ${JSON.stringify(records.slice(0, 5))}`)
    }
    if (kind === 'ptz' || kind === 'finding') assert.ok(records.every((record) => record.object === code), `${kind} stands at its point`)
  }
  await page.getByLabel('做了什么').selectOption('finding')
  await page.getByRole('button', { name: '查', exact: true }).click()
  await page.locator('.ledger-rows tbody tr').nth(3).waitFor()
  await check(page, 'day-ledger')
}
