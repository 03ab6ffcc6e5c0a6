import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { DESK } from './screen.mjs'

/** Any cell's picture that moves; a warm one is seen by nobody. */
export const playing = (page, within = '.cell:not(.warm)') =>
  page.waitForFunction((where) => [...document.querySelectorAll(`${where} .pictures video`)].some((video) => video.videoWidth > 0 && !video.paused), within)

export const cell = (code) => `.cell[data-point="${code}"]`

/** Morning: the overview, then a picture on the wall, by a digit and Enter. */
export async function look({ page, check, base, code }) {
  await page.getByText('等你核对').waitFor()
  await check(page, 'day-home')
  await page.goto(`${base}wall?at=${code}`)
  await page.getByRole('dialog', { name: '先说为什么看' }).waitFor()
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /例行轮巡.*还有/ }).waitFor()
  await playing(page, cell(code))
}

/** How bright a picture is, place by place, 32 by 18; null while there is none. */
function brightness(where) {
  const video = [...document.querySelectorAll(`${where} .pictures video`)].find((one) => one.videoWidth > 0)
  if (!video) return null
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: 32, height: 18 })
  const ink = canvas.getContext('2d')
  ink.drawImage(video, 0, 0, canvas.width, canvas.height)
  return [...ink.getImageData(0, 0, canvas.width, canvas.height).data].filter((_, i) => i % 4 === 1)
}

const difference = (a, b) => a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length

/** What moves in front of a camera that stands still changes less than this. */
const MOVED = 12

/** P, then an arrow for as long as it is held: another picture, which stands when the key is let go. */
export async function moveCamera({ page, check, code }) {
  const sample = async () => (await page.waitForFunction(brightness, cell(code))).jsonValue()
  await page.locator(cell(code)).focus()
  const before = await sample()
  await page.keyboard.press('p')
  await page.getByText('方向键转动').waitFor()
  await check(page, 'day-ptz', [DESK])
  const still = difference(before, await sample())
  assert.ok(still < MOVED, `a camera nobody moves shows one view: ${still}`)
  await page.keyboard.down('ArrowRight')
  const moved = await changed(sample, before)
  await page.keyboard.up('ArrowRight')
  await page.getByText('现在是你在操作').waitFor()
  assert.equal(await page.locator('.cell.cur').getAttribute('data-point'), code, 'the arrow moved the camera, not the eye')
  console.log(`picture differs by ${still.toFixed(1)} before and ${moved.toFixed(1)} after`)
  await page.getByRole('button', { name: '回原位' }).click()
  await page.keyboard.press('p')
  await page.locator('.ptz').waitFor({ state: 'detached' })
}

async function changed(sample, before) {
  const end = Date.now() + 20_000
  let by = 0
  while (by < MOVED && Date.now() < end) by = difference(before, await sample())
  assert.ok(by >= MOVED, `the picture moves with the camera: ${by}`)
  return by
}

/** Comes by itself; a machine with too much to do is asked once more, as the page offers. */
async function still(page) {
  const again = page.getByRole('button', { name: '再取一次' })
  await page.locator('.raise img').or(again).waitFor()
  if (await again.isVisible()) await again.click()
  await page.locator('.raise img').waitFor()
}

/** One key: the still is taken, a digit says what is wrong, Enter keeps it. */
export async function raise({ page, check, code }) {
  await page.locator(cell(code)).focus()
  await page.keyboard.press('f')
  await still(page)
  await page.keyboard.press('4')
  await check(page, 'day-raise')
  await page.keyboard.press('Enter')
  await page.locator('.raise').waitFor({ state: 'detached' })
  await page.getByText(/已记为 Q-\d+/).waitFor({ state: 'attached' })
}

/** The office, on a phone: accepts, adds a photo and a sentence. */
export async function answer({ page, check, base }) {
  await page.goto(`${base}findings`)
  await page.locator('.finding-list li a').first().click()
  await page.getByRole('button', { name: '签收' }).click()
  await page.locator('.course').getByText(/签收/).waitFor()
  const photo = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await page.screenshot({ type: 'jpeg' }) }
  await page.locator('input[type="file"]').setInputFiles(photo)
  await page.getByAltText('第 1 张照片').waitFor()
  await page.getByLabel('改了什么').fill('支架已拧紧并复位。')
  await check(page, 'day-answer')
  await page.getByRole('button', { name: '发出答复' }).click()
  await page.locator('.course').getByText('等督察员核对').waitFor()
}

/** The inspector proposes and approves how the point is to look, compares, and closes. */
export async function judge({ page, check, base, code }) {
  await page.goto(`${base}points/${code}`)
  await page.getByRole('button', { name: '拍一张作基准' }).click()
  await page.getByRole('button', { name: '批准为基准画面' }).click()
  await page.getByAltText(/的基准画面$/).first().waitFor()
  await page.goto(`${base}findings?show=answered`)
  await page.getByRole('heading', { level: 1, name: /画面偏移/ }).waitFor()
  await page.getByRole('button', { name: '看现在' }).click()
  await page.waitForFunction(() => [...document.querySelectorAll('.compare video')].some((video) => video.videoWidth > 0))
  await page.getByLabel('移动分界线').press('ArrowRight')
  await check(page, 'day-finding')
  await page.locator('.finding-detail h1').click()
  await page.keyboard.press('c')
  await page.locator('.course').getByText(/关闭/).waitFor()
  await page.getByRole('button', { name: /没有改好/ }).waitFor()
}

/** What a link gives, as it lies on the disk. */
export async function taken(page, name) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()])
  return readFileSync(await file.path())
}

export function assertPdf(bytes, what) {
  assert.equal(bytes.subarray(0, 5).toString('latin1'), '%PDF-', what)
  assert.match(bytes.subarray(-32).toString('latin1'), /%%EOF/, `${what} is whole`)
}

/** This month, by place: on the page, as a sheet and to be printed. */
export async function takeReports({ page, check, base }) {
  await page.goto(`${base}statistics`)
  await page.locator('.ranks tbody tr').first().waitFor()
  await page.getByRole('button', { name: '本月' }).click()
  await page.locator('.trend .plot canvas').waitFor()
  await check(page, 'day-statistics')
  const sheet = await taken(page, '导出 XLSX')
  // A zip (PKWARE APPNOTE 4.3.7) of what a workbook holds (ECMA-376).
  assert.equal(sheet.readUInt32LE(0), 0x04034b50, 'the sheet is a zip')
  for (const part of ['[Content_Types].xml', 'xl/workbook.xml']) assert.ok(sheet.includes(part), `the sheet holds ${part}`)
  assertPdf(await taken(page, '打印月报'), 'the month report')
  assertPdf(await taken(page, '打印通报'), 'the bulletin')
}
