// Clicks points on the video wall in Chromium, one after the other, and tells how long each took to show a moving picture.
//   node first_picture.mjs UI_FOLDER CONSOLE_URL USER    the password on standard input, then one code a line
// Prints `picture CODE MILLISECONDS WAY` for each, from the click to the frame callback, and `end`. A point that shows
// nothing within the limit has -1.
import { atConsole, told } from './console.mjs'

const [ui, base, user] = process.argv.slice(2)
const LIMIT_MS = 15_000
const PAUSE_MS = 300

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

const { password, rest: codes } = await told()
await atConsole({ ui, base, user, password }, async (page) => {
  await page.getByRole('link', { name: '打开视频墙' }).click()
  await page.getByRole('treeitem').first().waitFor()
  for (const code of codes) {
    await firstPicture(page, code)
    await clear(page)
  }
})
