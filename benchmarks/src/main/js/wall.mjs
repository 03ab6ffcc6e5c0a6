// Watches 9 and 16 cells of the video wall in Chromium, then a tour, and tells how smooth they were.
//   node wall.mjs UI_FOLDER CONSOLE_URL USER PLACE SECONDS TURNS    the password on standard input
// Prints for each grid `grid CELLS CORES` and for each of its cells `cell SHOWN GAP_MS`: frames shown, and the longest time
// without one, in ms. Then `turn MS` for each page of a tour: from the turn to the first frame of its last picture, -1
// where one showed none before the next turn. Then `end`.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const [ui, base, user, place, seconds, turns] = process.argv.slice(2)
const { chromium } = createRequire(join(resolve(ui), 'package.json'))('playwright-core')
const TICKS = 100
const SETTLE_MS = 8_000

const lines = []
for await (const line of createInterface({ input: process.stdin })) lines.push(line.trim())
const [password] = lines.filter(Boolean)

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required',
  ],
})

/** Processor time of everything below this process, in seconds. */
function spent() {
  const parents = new Map()
  const times = new Map()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
      parents.set(pid, fields[1])
      times.set(pid, (Number(fields[11]) + Number(fields[12])) / TICKS)
    } catch {
      // It has just ended.
    }
  }
  const isOurs = (pid) => pid !== undefined && (pid === String(process.pid) || isOurs(parents.get(pid)))
  return [...times].filter(([pid]) => pid !== String(process.pid) && isOurs(pid)).reduce((sum, [, time]) => sum + time, 0)
}

async function signIn(page) {
  await page.goto(base)
  await page.getByLabel('账号').fill(user)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.locator('.purpose').click()
  await page.getByRole('button', { name: '开始看' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/** Counts the frames that are really drawn, cell by cell. */
async function watch(page, cells) {
  await page.goto(`${base}wall?at=${place}`)
  await page.getByRole('button', { name: `${cells} 格`, exact: true }).click()
  await page.waitForFunction((wanted) => document.querySelectorAll('.cell .pictures video').length >= wanted, cells)
  await page.waitForTimeout(SETTLE_MS)
  const before = spent()
  const seen = await page.evaluate(async (ms) => {
    const videos = [...document.querySelectorAll('.cell:not(.warm) .pictures video')]
    const cells = videos.map((video) => {
      const cell = { first: -1, last: -1, at: performance.now(), gap: 0 }
      const drawn = (now, frame) => {
        if (cell.first < 0) cell.first = frame.presentedFrames
        cell.last = frame.presentedFrames
        cell.gap = Math.max(cell.gap, now - cell.at)
        cell.at = now
        video.requestVideoFrameCallback(drawn)
      }
      video.requestVideoFrameCallback(drawn)
      return cell
    })
    await new Promise((done) => setTimeout(done, ms))
    return cells.map((cell) => ({ shown: cell.last - cell.first, gap: Math.max(cell.gap, performance.now() - cell.at) }))
  }, Number(seconds) * 1_000)
  console.log(`grid ${cells} ${((spent() - before) / Number(seconds)).toFixed(3)}`)
  seen.forEach((cell) => console.log(`cell ${cell.shown} ${cell.gap.toFixed(0)}`))
}

/** Page after page: when each turned, and when the last of its pictures moved. */
async function tour(page) {
  await page.goto(`${base}wall?at=${place}`)
  await page.getByRole('button', { name: '9 格', exact: true }).click()
  await page.getByRole('button', { name: /开始轮巡/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '开始', exact: true }).click()
  await page.locator('.tour.on').waitFor()
  await page.evaluate(() => {
    globalThis.turns = []
    let shown = document.querySelector('.tour.on .name .t2').textContent
    new MutationObserver(() => {
      const now = document.querySelector('.tour.on .name .t2')?.textContent
      if (!now || now === shown) return
      shown = now
      globalThis.turns.push({ at: performance.now(), points: [] })
      // The cells of the new page are drawn with this change.
      requestAnimationFrame(() => {
        const turn = globalThis.turns.at(-1)
        turn.points = [...document.querySelectorAll('.cell:not(.warm)[data-point]')].map((cell) => cell.dataset.point)
      })
    }).observe(document.querySelector('.tour.on'), { subtree: true, childList: true, characterData: true })
  })
  await page.waitForFunction((wanted) => globalThis.turns.length > wanted, Number(turns), { timeout: (Number(turns) + 3) * 20_000, polling: 500 })
  const found = await page.evaluate(() => {
    const marks = performance.getEntriesByName('player:first-frame')
    return globalThis.turns.slice(0, -1).map((turn, i) => {
      const end = globalThis.turns[i + 1].at
      const frames = turn.points.map((point) => marks.find((mark) => mark.detail.point === point && mark.startTime >= turn.at && mark.startTime < end))
      return { pictures: turn.points.length, shown: frames.filter(Boolean).length, ms: Math.max(...frames.map((mark) => (mark ? mark.startTime - turn.at : Number.POSITIVE_INFINITY))) }
    })
  })
  found.forEach((turn) => console.log(`turn ${Number.isFinite(turn.ms) && turn.pictures ? turn.ms.toFixed(0) : -1} ${turn.shown}/${turn.pictures}`))
}

try {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage()
  page.setDefaultTimeout(60_000)
  await signIn(page)
  await watch(page, 9)
  await watch(page, 16)
  await tour(page)
  console.log('end')
} finally {
  await browser.close()
}
