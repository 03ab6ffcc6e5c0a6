// Watches 9 and 16 cells of the video wall in Chromium, then a tour, then enlarges cells, and tells how smooth it was.
//   node wall.mjs UI_FOLDER CONSOLE_URL USER PLACE SECONDS TURNS    the password on standard input, then codes to enlarge, one a line
// Prints for each grid `grid CELLS CORES` and for each of its cells `cell SHOWN GAP_MS RECEIVED`: frames shown, the longest
// time without one, in ms, and frames that came. Then `turn MS` for each page of a tour: from the moment it had to turn
// until it had turned and all its pictures moved, -1 where one did not before the next turn. Then
// `enlarged CODE LARGE_MS MAIN_MS GAP_MS` for each code: from the key to the large cell on the screen, to the first frame of
// the main stream, -1 where none came, and the longest time without a frame between. Then `end`.
import { readdirSync, readFileSync } from 'node:fs'
import { atConsole, told } from './console.mjs'

const [ui, base, user, place, seconds, turns] = process.argv.slice(2)
const TICKS = 100
const SETTLE_MS = 8_000
const CELLS = 9
const MAIN_LIMIT_MS = 15_000
const REST_MS = 1_000
/** How long a page of the tour stays, unless something else is said. */
const PAGE_MS = 12_000

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

/** Counts the frames that are really drawn, cell by cell. */
async function watch(page, cells) {
  await page.goto(`${base}wall?at=${place}`)
  await page.getByRole('button', { name: `${cells} 格`, exact: true }).click()
  await page.waitForFunction((wanted) => document.querySelectorAll('.cell .pictures video').length >= wanted, cells)
  await page.waitForTimeout(SETTLE_MS)
  const before = spent()
  const seen = await page.evaluate(async (ms) => {
    const received = async (video) => {
      const track = video.srcObject?.getVideoTracks()[0]
      const receiver = globalThis.peers.flatMap((peer) => peer.getReceivers()).find((one) => one.track === track)
      for (const entry of (await receiver?.getStats())?.values() ?? []) if (entry.type === 'inbound-rtp') return entry.framesReceived
      return 0
    }
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
    const came = await Promise.all(videos.map(received))
    await new Promise((done) => setTimeout(done, ms))
    const all = await Promise.all(videos.map(received))
    return cells.map((cell, i) => ({ shown: cell.last - cell.first, gap: Math.max(cell.gap, performance.now() - cell.at), received: all[i] - came[i] }))
  }, Number(seconds) * 1_000)
  console.log(`grid ${cells} ${((spent() - before) / Number(seconds)).toFixed(3)}`)
  seen.forEach((cell) => console.log(`cell ${cell.shown} ${cell.gap.toFixed(0)} ${cell.received}`))
}

/** Page after page: when each had to turn, and when it had and the last of its pictures moved. */
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
  await page.waitForFunction((wanted) => globalThis.turns.length > wanted + 1, Number(turns), { timeout: (Number(turns) + 3) * 20_000, polling: 500 })
  const found = await page.evaluate((pageMs) => {
    const marks = performance.getEntriesByName('player:first-frame')
    return globalThis.turns.slice(1, -1).map((turn, i) => {
      const begin = globalThis.turns[i].at
      const end = globalThis.turns[i + 2].at
      // Pictures begin behind the page before, whose turn was the begin of this one's time.
      const frames = turn.points.map((point) => marks.find((mark) => mark.detail.point === point && mark.startTime >= begin && mark.startTime < end)?.startTime ?? Number.POSITIVE_INFINITY)
      return { pictures: turn.points.length, shown: frames.filter(Number.isFinite).length, ms: Math.max(0, Math.max(turn.at, ...frames) - begin - pageMs) }
    })
  }, PAGE_MS)
  found.forEach((turn) => console.log(`turn ${Number.isFinite(turn.ms) && turn.pictures ? turn.ms.toFixed(0) : -1} ${turn.shown}/${turn.pictures}`))
}

/** Nine points on the wall, found by their codes. */
async function lay(page, codes) {
  await page.goto(`${base}wall`)
  await page.getByRole('treeitem').first().waitFor()
  await page.getByRole('button', { name: '9 格', exact: true }).click()
  const clear = page.getByRole('button', { name: '清空' })
  if (await clear.isVisible()) await clear.click()
  for (const code of codes) {
    await page.getByRole('searchbox').fill(code)
    await page.locator(`li[data-id="${code}"]`).click()
  }
  await page.waitForFunction((wanted) => [...document.querySelectorAll('.cell:not(.warm) .pictures video')].filter((video) => video.videoWidth > 0).length >= wanted, codes.length)
  await page.waitForTimeout(SETTLE_MS)
}

/** Follows one cell from the next Enter on: what is drawn in it, whichever stream it is of. */
function follow(code) {
  const cell = document.querySelector(`.cell[data-point="${code}"]`)
  const host = cell.querySelector('.pictures')
  const seen = { at: 0, large: -1, main: -1, last: 0, gap: 0 }
  globalThis.seen = seen
  const draw = (video) => video.requestVideoFrameCallback(function drawn(now) {
    if (seen.at && seen.main < 0) seen.gap = Math.max(seen.gap, now - Math.max(seen.at, seen.last))
    seen.last = now
    video.requestVideoFrameCallback(drawn)
  })
  host.querySelectorAll('video').forEach(draw)
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => node.nodeName === 'VIDEO' && draw(node)))).observe(host, { childList: true })
  new MutationObserver((_, watch) => {
    if (!cell.classList.contains('large')) return
    watch.disconnect()
    // Behind the next picture of the screen it has been painted.
    requestAnimationFrame(() => requestAnimationFrame((now) => { seen.large = now - seen.at }))
  }).observe(cell, { attributes: true, attributeFilter: ['class'] })
  new PerformanceObserver((list, watch) => {
    const mark = list.getEntries().find((entry) => entry.name === 'player:first-frame' && entry.detail.point === code && entry.detail.stream === 'main')
    if (!mark) return
    watch.disconnect()
    seen.main = mark.startTime - seen.at
  }).observe({ type: 'mark' })
  addEventListener('keydown', (event) => { seen.at = event.timeStamp }, { capture: true, once: true })
  cell.focus()
}

/** Enlarges one cell by its key, and makes it small again. */
async function enlarge(page, code) {
  await page.evaluate(follow, code)
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => globalThis.seen.main >= 0 && globalThis.seen.large >= 0, undefined, { timeout: MAIN_LIMIT_MS, polling: 100 }).catch(() => undefined)
  const { large, main, gap } = await page.evaluate(() => globalThis.seen)
  console.log(`enlarged ${code} ${large.toFixed(1)} ${main.toFixed(1)} ${gap.toFixed(0)}`)
  await page.keyboard.press('Escape')
  await page.waitForTimeout(2 * REST_MS)
}

const { password, rest: codes } = await told()
await atConsole({ ui, base, user, password }, async (page) => {
  await page.addInitScript(() => {
    const Native = globalThis.RTCPeerConnection
    globalThis.peers = []
    globalThis.RTCPeerConnection = class extends Native {
      constructor(...parts) {
        super(...parts)
        globalThis.peers.push(this)
      }
    }
  })
  await watch(page, CELLS)
  await watch(page, 16)
  await tour(page)
  for (let from = 0; from < codes.length; from += CELLS) {
    const wall = codes.slice(from, from + CELLS)
    await lay(page, wall)
    for (const code of wall) await enlarge(page, code)
  }
})
