// Signs in as a new user would, finds points, fills the wall, looks after points, and checks each screen with axe.
//   node test/browser/wall.mjs CONSOLE_URL USER PASSWORD_FILE SHOTS_FOLDER
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { cameraPage } from './cameraPage.mjs'
import { points } from './points.mjs'
import { noSideScroll, noViolations } from './screen.mjs'

const [base, user, passwordFile, shots] = process.argv.slice(2)
const password = readFileSync(passwordFile, 'utf8').trim()
mkdirSync(shots, { recursive: true })

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-features=WebRtcHideLocalIpsWithMdns', '--autoplay-policy=no-user-gesture-required',
  ],
})

const camera = await (await browser.newContext()).newPage()
await camera.evaluate(cameraPage)
let last
let answered = 0
const deleted = []
const tickets = new Set()

/** Faults a point answers with instead of a picture, by the end of its name's number. */
const faults = new Map()

async function fakeRelay(context) {
  await context.route('**/whep/**', async (route) => {
    const request = route.request()
    const cors = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Location', 'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Methods': '*' }
    if (request.method() === 'DELETE') {
      deleted.push(request.url())
      return route.fulfill({ status: 200, headers: cors })
    }
    const token = request.headers().authorization ?? ''
    assert.match(token, /^Bearer .+\..+/)
    assert.ok(!tickets.has(token), 'a ticket opens one view')
    tickets.add(token)
    const [, point, stream] = /whep\/(\d+)\/(\w+)/.exec(request.url()) ?? []
    const kind = faults.get(point)
    if (kind) {
      const body = JSON.stringify({ type: 'about:blank', title: kind, status: 502, kind })
      return route.fulfill({ status: 502, headers: cors, contentType: 'application/problem+json', body })
    }
    const n = answered++
    const sdp = await camera.evaluate(([offer, scene]) => globalThis.answer(offer, scene), [request.postData(), n])
    return route.fulfill({ status: 201, headers: { ...cors, Location: `/whep/session/${n}-${stream}` }, contentType: 'application/sdp', body: sdp })
  })
}

/** The fragments' way: cameras that have nothing but H.265, which this browser does not play. */
async function fakeFragments(context) {
  await context.routeWebSocket(/\/live\//, (socket) => {
    socket.onMessage(() => socket.send(JSON.stringify({ mime: 'video/mp4; codecs="hvc1.1.6.L93.B0"' })))
  })
}

async function open(size, options = {}) {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', ...options })
  await fakeRelay(context)
  await fakeFragments(context)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  last = page
  const complaints = []
  page.on('console', (message) => message.type() === 'error' && !/50\d \(|401 \(/.test(message.text()) && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { page, complaints, context }
}

async function check(page, name) {
  await page.screenshot({ path: join(shots, `${name}.png`) })
  await noViolations(page, name)
  await noSideScroll(page, name)
}

async function signIn(page) {
  await page.goto(base)
  await page.getByLabel('账号').fill(user)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { level: 1, name: '点位' }).waitFor()
}

/** Before the first picture somebody says why: by a digit, a number and Enter alone. */
async function sayWhy(page) {
  await page.getByRole('dialog', { name: '先说为什么看' }).waitFor()
  await check(page, 'purpose')
  await page.keyboard.press('2')
  await page.keyboard.press('Enter')
  await page.getByText('没有打开：编号').waitFor()
  await page.keyboard.type('2026-118')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /处理问题 2026-118.*还有/ }).waitFor()
}

/** The same on a phone, where the session already has a purpose or not. */
async function changePurpose(page, name) {
  await page.locator('.purpose').click()
  await page.getByRole('dialog', { name: '先说为什么看' }).waitFor()
  await check(page, name)
  await page.getByText('例行轮巡').last().click()
  await page.getByRole('button', { name: '开始看' }).click()
  await page.getByRole('button', { name: /例行轮巡.*还有/ }).waitFor()
}

const playing = (page, n) => page.waitForFunction((wanted) => [...document.querySelectorAll('.pictures video')].filter((v) => v.videoWidth > 0 && !v.paused).length === wanted && !document.querySelector('.why'), n)

const heard = (page, n) => page.waitForFunction((wanted) => [...document.querySelectorAll('.pictures video')].filter((v) => !v.muted && !v.paused).length === wanted, n)

async function desktop() {
  const { page, complaints } = await open({ width: 1440, height: 900 })
  await page.goto(base)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('alert').filter({ hasText: '账号还空着' }).waitFor()
  await check(page, 'sign-in')
  await signIn(page)
  await check(page, 'home')

  await page.getByRole('link', { name: '打开视频墙' }).click()
  await page.getByRole('treeitem', { name: /广州市/ }).waitFor()
  await check(page, 'wall-empty')

  // One point by pinyin initials, put into a cell by a digit, from the keyboard alone.
  await page.keyboard.press('/')
  await page.keyboard.type('dbx dm')
  await page.getByText(/找到 \d+ 个点位/).waitFor()
  await page.locator('[role=treeitem]').filter({ hasText: '大门' }).first().waitFor()
  await check(page, 'wall-search')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('5')
  await sayWhy(page)
  await playing(page, 1)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Escape')

  // A whole county, nine at once.
  await page.getByRole('treeitem', { name: /梅州市/ }).click()
  const codes = await page.evaluate(() => performance.getEntriesByName('player:click').slice(-9).map((entry) => entry.detail.point))
  await playing(page, 9)
  await check(page, 'wall')
  const frames = await page.evaluate(() => performance.getEntriesByName('player:first-frame').map((entry) => entry.detail))
  assert.ok(frames.length >= 10 && frames.every((detail) => detail.via === 'whep' && detail.stream === 'sub'))

  // Enlarged: main stream first, with its sound, figures, and back.
  await page.keyboard.press('3')
  await page.keyboard.press('a')
  await heard(page, 1)
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => performance.getEntriesByName('player:first-frame').at(-1).detail.stream === 'main')
  await heard(page, 1)
  await page.keyboard.press('a')
  await heard(page, 0)
  await page.keyboard.press('i')
  await page.waitForFunction(() => /fps/.test(document.querySelector('.figures')?.textContent ?? ''))
  await page.waitForFunction(() => /kbit/.test(document.querySelector('.figures')?.textContent ?? ''))
  await check(page, 'wall-enlarged')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.getByRole('heading', { name: '全部按键' }).waitFor()
  await check(page, 'keys')
  await page.keyboard.press('Escape')
  assert.ok(deleted.length > 0, 'sessions are ended at the relay')

  // Another purpose: every picture is opened anew for it.
  const before = tickets.size
  await changePurpose(page, 'purpose-change')
  for (let tries = 0; tickets.size < before + 9 && tries < 100; tries++) await page.waitForTimeout(100)
  assert.ok(tickets.size >= before + 9, 'another purpose, other tickets')
  await playing(page, 9)

  // Cells that cannot be seen say why.
  faults.set(codes[1], 'UNREACHABLE').set(codes[4], 'REFUSED_CREDENTIALS').set(codes[7], 'CODEC')
  await page.reload()
  await page.getByText('密码被拒绝，已停止重试').waitFor()
  await page.getByText('离线，自').waitFor()
  await page.getByText('没有 H.264 码流').waitFor()
  await check(page, 'wall-faults')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('Password refused').waitFor()
  await check(page, 'wall-en')
  faults.clear()
  assert.deepEqual(complaints, [])
}

/** A problem found in what was typed is told by its status, which browsers write down as an error. */
async function pointScreens() {
  const { page, complaints } = await open({ width: 1440, height: 900 })
  await signIn(page)
  await changePurpose(page, 'purpose-light')
  await points(page, check)
  assert.deepEqual(complaints.filter((text) => !/422 \(/.test(text)), [])
}

async function phone() {
  const { page, complaints } = await open({ width: 390, height: 844 }, { isMobile: true, hasTouch: true, deviceScaleFactor: 2 })
  await page.goto(base)
  await page.getByLabel('账号').waitFor()
  await check(page, 'sign-in-390')
  await signIn(page)
  await check(page, 'home-390')
  await changePurpose(page, 'purpose-390')
  await page.getByRole('link', { name: '点位', exact: true }).tap()
  await page.locator('.points-table tbody tr').first().waitFor()
  await check(page, 'points-390')
  await page.locator('.points-table a').first().tap()
  await page.getByRole('button', { name: '看画面' }).waitFor()
  await check(page, 'point-390')
  await page.getByRole('link', { name: '总览' }).tap()
  await page.getByRole('link', { name: '打开视频墙' }).click()
  await page.getByRole('searchbox').fill('梅县 jdck')
  await page.locator('[role=treeitem]').filter({ hasText: '接待窗口' }).first().waitFor()
  await check(page, 'wall-list-390')
  await page.locator('[role=treeitem]').first().tap()
  await playing(page, 1)
  await check(page, 'wall-390')
  await page.getByRole('link', { name: '回到点位' }).tap()
  await page.getByRole('searchbox').waitFor()
  assert.deepEqual(complaints, [])
}

try {
  await desktop()
  await pointScreens()
  await phone()
  console.log('browser test passed')
} catch (problem) {
  // What was on the screen when it went wrong says more than the words of the error.
  await last?.screenshot({ path: join(shots, 'failed.png') }).catch(() => undefined)
  throw problem
} finally {
  await browser.close()
}
