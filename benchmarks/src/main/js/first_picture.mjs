// Clicks points on the video wall in Chromium, one after the other, and tells how long each took to show a moving picture.
//   node first_picture.mjs UI_FOLDER CONSOLE_URL USER    the password on standard input, then one code a line
// Prints `picture CODE MILLISECONDS WAY` for each, from the click to the frame callback, and `end`. A point that shows
// nothing within the limit has -1.
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const [ui, base, user] = process.argv.slice(2)
const { chromium } = createRequire(join(resolve(ui), 'package.json'))('playwright-core')
const LIMIT_MS = 15_000
const PAUSE_MS = 300

const lines = []
for await (const line of createInterface({ input: process.stdin })) lines.push(line.trim())
const [password, ...codes] = lines.filter(Boolean)

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required',
  ],
})

async function signIn(page) {
  await page.goto(base)
  await page.getByLabel('账号').fill(user)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.locator('.purpose').click()
  await page.getByRole('button', { name: '开始看' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: '打开视频墙' }).click()
  await page.getByRole('treeitem').first().waitFor()
}

/** Clicks one point; the click and the frame stand on the same clock of the page. */
async function firstPicture(page, code) {
  await page.getByRole('searchbox').fill(code)
  const row = page.locator(`li[data-id="${code}"]`)
  await row.waitFor()
  await page.evaluate(() => {
    performance.clearMarks('player:first-frame')
    addEventListener('click', (event) => { globalThis.clicked = event.timeStamp }, { capture: true, once: true })
  })
  await row.click()
  const shown = await page.waitForFunction((wanted) => {
    const mark = performance.getEntriesByName('player:first-frame').find((entry) => entry.detail.point === wanted)
    return mark && { ms: mark.startTime - globalThis.clicked, way: `${mark.detail.stream}/${mark.detail.via}` }
  }, code, { timeout: LIMIT_MS, polling: 50 }).then((handle) => handle.jsonValue(), () => ({ ms: -1, way: 'none' }))
  console.log(`picture ${code} ${shown.ms.toFixed(1)} ${shown.way}`)
}

/** Empties the cell, so that one picture moves at a time. */
async function clear(page) {
  await page.evaluate(() => document.activeElement?.blur())
  await page.keyboard.press('Delete')
  await page.waitForTimeout(PAUSE_MS)
}

try {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage()
  await signIn(page)
  for (const code of codes) {
    await firstPicture(page, code)
    await clear(page)
  }
  console.log('end')
} finally {
  await browser.close()
}
