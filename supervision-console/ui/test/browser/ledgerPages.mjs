import assert from 'node:assert/strict'
import { settlesAt } from './screen.mjs'
import { firstSignIn } from './signInSteps.mjs'

const TRIES = 9
const HEAD_MS = 10_000

/** The ledger as an auditor reads it: records with their proof, heads, and who watched an office. */
export async function ledgerPages({ screen, base, auditor }) {
  const tab = await screen.open()
  const { page } = tab
  const look = (name) => screen.check(page, name)
  await firstSignIn(tab, base, auditor)
  tab.allowed.push(/404 \(.*\/proof/)
  await page.getByRole('link', { name: '台账', exact: true }).click()
  await page.locator('.ledger-rows tbody tr').nth(3).waitFor()
  await page.getByText('台账在记').waitFor()
  await look('ledger')
  await exported(page)
  const record = page.locator('.ledger-rows .name-link').nth(2)
  const proof = await proven(page, record)
  await look('ledger-record')
  await page.keyboard.press('Escape')
  await rewritten(page, record, proof, look)
  await page.getByLabel('做了什么').selectOption('backup')
  await page.getByRole('button', { name: '查', exact: true }).click()
  await page.getByText('没有符合的记录').waitFor()
  await look('ledger-none')
  await page.getByRole('link', { name: '树头' }).click()
  await page.locator('.rows tbody tr').first().waitFor()
  await look('ledger-heads')
  await watched(page, look)
  return tab
}

/** What is taken along: a line for each record, heads, and a fresh one at the end. */
async function exported(page) {
  const link = await page.getByRole('link', { name: '导出' }).getAttribute('href')
  const lines = (await page.evaluate(async (href) => (await fetch(href)).text(), link)).trim().split('\n')
  assert.ok(lines.length > 3, 'an export has lines')
  assert.match(lines.at(-1), /"head"/)
}

/** The browser itself computes the root; a record that no head covers yet waits for the next one. */
async function proven(page, record) {
  for (let tries = 0; tries < TRIES; tries++) {
    const asked = page.waitForResponse(/\/proof$/)
    await (tries ? page.locator('.drawer .note button') : record).click()
    const answer = await asked
    if (answer.ok()) {
      await page.locator('.drawer .note.good').waitFor()
      return answer.json()
    }
    await page.getByText('还没有进签过的树').waitFor()
    await page.waitForTimeout(HEAD_MS)
  }
  assert.fail('no head within a minute and a half')
}

/** A leaf that was changed after it was signed is found by the browser. */
async function rewritten(page, record, proof, look) {
  const leaf = proof.leaf.replace('"salted":{', '"salted":{"x":"",')
  assert.notEqual(leaf, proof.leaf)
  await page.route(/\/proof$/, (route) => route.fulfill({ json: { ...proof, leaf } }))
  await record.click()
  await page.getByRole('alert').filter({ hasText: '这条被改过' }).waitFor()
  await look('ledger-wrong')
  await page.unroute(/\/proof$/)
  await page.keyboard.press('Escape')
}

async function watched(page, look) {
  await page.getByRole('link', { name: '谁看过我们' }).click()
  await page.getByText('请选机构').waitFor()
  await page.getByLabel('机构', { exact: true }).fill(await page.locator('#watched-sites option').first().getAttribute('value'))
  await page.getByText(/人看过|没有人看过/).waitFor()
  await look('watched')
}

/** The bell has what happened while nobody looked, and what happens now. */
export async function bell({ screen, tab }) {
  const { page } = tab
  tab.use()
  await page.getByRole('alert').filter({ hasText: '破窗查看' }).waitFor()
  await page.getByRole('button', { name: /^通知，\d+ 条未读/ }).click()
  await page.locator('.bell-list li').first().waitFor()
  await screen.check(page, 'bell')
  await page.getByRole('button', { name: '全部知道了' }).click()
  await page.getByRole('button', { name: '通知，没有未读' }).waitFor()
  await settlesAt(page.locator('.glass-strip'), 0)
  await page.keyboard.press('Escape')
  await settlesAt(page.locator('.bell-list'), 0)
}
