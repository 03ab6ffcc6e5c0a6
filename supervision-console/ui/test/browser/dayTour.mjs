import assert from 'node:assert/strict'
import { assertPdf, cell, playing, taken } from './daySteps.mjs'

const GRID = 16
/** A point counts as seen after three; the pictures of the next page are opened eight before. */
const SECONDS = 10
/** Of all points, so many are seen on a machine that has much else to do; how many on one that has not is the bench's. */
const MOST = 0.6
const LONGEST_MS = 240_000

/** Every point once, sixteen on a page; held on the first page. */
export async function beginTour({ page, check, base, code, points }) {
  await page.goto(`${base}wall`)
  await page.getByRole('treeitem').first().waitFor()
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog', { name: '开始轮巡' })
  await dialog.waitFor()
  await dialog.getByLabel(new RegExp(`${points} 个点位`)).first().check()
  await dialog.getByLabel('顺序').selectOption('list')
  await dialog.getByLabel('每页', { exact: true }).selectOption(String(GRID))
  await dialog.getByLabel('每页停几秒').fill(String(SECONDS))
  await dialog.getByText(`${points} 个点位，${Math.ceil(points / GRID)} 页`).waitFor()
  await check(page, 'day-tour-start')
  await dialog.getByRole('button', { name: '开始' }).click()
  await page.getByRole('group', { name: '轮巡' }).waitFor()
  await page.evaluate(watchWords)
  await page.keyboard.press(' ')
  await page.getByText(/停在此页/).waitFor()
  // A slow machine may have turned the page by then.
  while (await page.locator('.tour.on').getByRole('button', { name: '上一页' }).isEnabled()) await page.keyboard.press('PageUp')
  await playing(page, cell(code))
  await check(page, 'day-tour')
}

/** Keeps what the bar says, each page and each state of it once. */
function watchWords() {
  const bar = document.querySelector('.tour.on')
  globalThis.said = new Set()
  const hear = () => bar.querySelectorAll('.name span').forEach((one) => globalThis.said.add(one.textContent.replace(/\d+ 秒|\d+ 格/, '')))
  hear()
  new MutationObserver(hear).observe(bar, { subtree: true, childList: true, characterData: true })
}

/** On again, page by page to the last. */
export async function goRound({ page, points }) {
  await page.locator('.cell.cur').focus()
  await page.keyboard.press(' ')
  await page.getByText('看完了，请签记录').waitFor({ timeout: LONGEST_MS })
  const said = await page.evaluate(() => [...globalThis.said])
  const pages = Math.ceil(points / GRID)
  for (let n = 1; n <= pages; n++) assert.ok(said.some((words) => words.includes(`${n} / ${pages}`)), `page ${n} of ${pages}: ${said.join(' | ')}`)
  for (const words of ['后翻页', '最后一页', '停在此页']) assert.ok(said.some((one) => one.includes(words)), `${words}: ${said.join(' | ')}`)
  await page.getByText('问题 1', { exact: true }).waitFor()
}

/** The record counts all, and says of each that was not seen why. */
export async function endTour({ page, points }) {
  await page.getByRole('button', { name: '结束并签记录' }).click()
  await page.getByRole('heading', { level: 1, name: '轮巡结束，请核对后签名' }).waitFor()
  const id = page.url().split('/').at(-1)
  const { record } = await page.evaluate(async (run) => (await fetch(`/api/runs/${run}`)).json(), id)
  const { seen, tried, missed } = record.counts
  const unseen = record.looks.filter((one) => one.state !== 'seen').map((one) => `${one.point} ${one.state} ${one.why || 'too short'} ${one.seconds} s`)
  console.log(`seen ${seen} tried ${tried} missed ${missed}`)
  assert.equal(record.counts.points, points)
  assert.equal(seen + tried + missed, points)
  assert.ok(seen >= MOST * points, `${seen} of ${points} seen, not: ${unseen.join(', ')}`)
  assert.equal(record.findings.length, 1, 'the finding is in the record')
  return id
}

/** Read once more behind the finding, with a sentence, signed and taken along. */
export async function signRecord({ page, check, base }, run) {
  await page.goto(`${base}runs/${run}`)
  await page.getByLabel('补一条说明').fill('雨天，能见度一般。')
  await page.getByRole('button', { name: '保存说明' }).click()
  await page.locator('.paper .words').waitFor()
  await check(page, 'day-record')
  await page.getByRole('button', { name: '签名并归档' }).click()
  await page.getByText(/记录摘要 sha256/).waitFor()
  assertPdf(await taken(page, '导出 PDF'), 'the record')
}
