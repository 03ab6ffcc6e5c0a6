// An inspector's day: what is seen on the wall becomes a finding, the office answers from a phone, a tour ends in a signed record.
//   node test/browser/day.mjs CONSOLE_URL POINT_CODE PASSWORD_FILE PHOTO SHOTS_FOLDER
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { launch, PHONE } from './screen.mjs'

const [base, code, passwordFile, photo, shots] = process.argv.slice(2)
const password = readFileSync(passwordFile, 'utf8').trim()
const { open, check, failed, close } = await launch(shots)

async function signIn(page, name) {
  await page.goto(base)
  await page.getByLabel('账号').fill(name)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.locator('.purpose').waitFor()
}

async function sayWhy(page) {
  await page.getByRole('dialog', { name: '先说为什么看' }).waitFor()
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /例行轮巡.*还有/ }).waitFor()
}

const playing = (page) => page.waitForFunction(() => [...document.querySelectorAll('.cell:not(.warm) .pictures video')].some((video) => video.videoWidth > 0 && !video.paused))

/** Morning: the overview, then a picture on the wall. */
async function look(page) {
  await page.getByText('等你核对').waitFor()
  await check(page, 'day-home')
  await page.goto(`${base}wall?at=${code}`)
  await sayWhy(page)
  await playing(page)
  await page.locator('.cell.cur').focus()
}

/** One key: the still is taken, a digit says what is wrong, Enter keeps it. */
async function raise(page) {
  await page.keyboard.press('f')
  await page.locator('.raise img').waitFor()
  await page.keyboard.press('4')
  await check(page, 'day-raise')
  await page.keyboard.press('Enter')
  await page.locator('.raise').waitFor({ state: 'detached' })
  await page.getByText(/已记为 Q-\d+/).waitFor({ state: 'attached' })
}

/** The office, on a phone: accepts, adds a photo and a sentence. */
async function answer(page) {
  await page.goto(`${base}findings`)
  await page.locator('.finding-list li a').first().click()
  await page.getByRole('button', { name: '签收' }).click()
  await page.locator('.course').getByText(/签收/).waitFor()
  await page.locator('input[type="file"]').setInputFiles(photo)
  await page.getByAltText('第 1 张照片').waitFor()
  await page.getByLabel('改了什么').fill('支架已拧紧并复位。')
  await check(page, 'day-answer')
  await page.getByRole('button', { name: '发出答复' }).click()
  await page.locator('.course').getByText('等督察员核对').waitFor()
}

/** The inspector proposes and approves how the point is to look, compares, and closes. */
async function judge(page) {
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

/** A tour of the office, its record, and the signature. */
async function tour(page) {
  await page.goto(`${base}wall?at=${code}`)
  await playing(page)
  await page.locator('.cell.cur').focus()
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog', { name: '开始轮巡' })
  await dialog.waitFor()
  await dialog.getByLabel('每页停几秒').fill('5')
  await check(page, 'day-tour-start')
  await dialog.getByRole('button', { name: '开始' }).click()
  await page.getByRole('group', { name: '轮巡' }).waitFor()
  await playing(page)
  await page.keyboard.press(' ')
  await page.getByText(/停在此页/).waitFor()
  await check(page, 'day-tour')
  // The one camera there is plays faster than time, and too short to count as seen.
  await page.waitForFunction(() => [...document.querySelectorAll('.cell:not(.warm) video')].some((video) => video.getVideoPlaybackQuality().totalVideoFrames > 20))
  await page.getByRole('button', { name: '结束并签记录' }).click()
  await page.getByRole('heading', { level: 1, name: '轮巡结束，请核对后签名' }).waitFor()
  await page.getByLabel('补一条说明').fill('雨天，能见度一般。')
  await page.getByRole('button', { name: '保存说明' }).click()
  await page.locator('.paper .words').waitFor()
  await check(page, 'day-record')
  await page.getByRole('button', { name: '签名并归档' }).click()
  await page.getByText(/记录摘要 sha256/).waitFor()
}

async function figures(page) {
  await page.goto(`${base}statistics`)
  await page.locator('.ranks tbody tr').first().waitFor()
  await page.locator('.trend .plot canvas').waitFor()
  await check(page, 'day-statistics')
}

const tabs = []
try {
  const inspector = await open()
  tabs.push(inspector)
  await signIn(inspector.page, 'zhou')
  await look(inspector.page)
  await raise(inspector.page)
  const officer = await open(PHONE)
  tabs.push(officer)
  await signIn(officer.page, 'chen')
  await answer(officer.page)
  inspector.use()
  await judge(inspector.page)
  await tour(inspector.page)
  await figures(inspector.page)
  // Cells beside the one camera there is have no picture to show.
  for (const tab of tabs) assert.deepEqual(tab.complaints.filter((line) => !/\/(whep|live)\//.test(line)), [], 'the browser complains of nothing')
  console.log('done')
} catch (error) {
  await failed()
  console.error(error)
  tabs.forEach((tab) => console.error(tab.complaints))
  process.exitCode = 1
} finally {
  await close()
}
