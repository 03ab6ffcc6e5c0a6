// A real browser for the tests: pages that complain of nothing, checked with axe at the width of a desk and of a phone.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

export const DESK = { width: 1280, height: 800 }
export const PHONE = { width: 390, height: 844 }
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A browser whose pictures go to a folder. */
export async function launch(shots) {
  mkdirSync(shots, { recursive: true })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  let last

  /** A tab of its own, as another person at another computer has it. `allowed` is what the browser may complain of. */
  async function open(viewport = DESK) {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    last = page
    const tab = { page, context, allowed: [], complaints: [], use: () => (last = page) }
    page.on('console', (message) => message.type() === 'error' && tab.complaints.push(`${message.text()} ${message.location().url}`))
    page.on('pageerror', (error) => tab.complaints.push(String(error)))
    return tab
  }

  /** At both widths, unless one would change what is on the page. */
  async function check(page, name, sizes = [DESK, PHONE]) {
    const before = page.viewportSize()
    for (const size of sizes) {
      const file = size === PHONE ? `${name}-390` : name
      await page.setViewportSize(size)
      await page.screenshot({ path: join(shots, `${file}.png`) })
      await noViolations(page, file)
      await noSideScroll(page, file)
    }
    await page.setViewportSize(before)
  }

  const failed = () => last?.screenshot({ path: join(shots, 'failed.png') }).catch(() => undefined)
  return { open, check, failed, close: () => browser.close() }
}

/** axe finds nothing against WCAG 2.2 AA; it spends no time on describing what passes. */
export async function noViolations(page, name) {
  // By the debugger, which the page's content policy does not bind; once a document.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  const found = await page.evaluate(async (tags) => {
    const { violations } = await globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} ${n.failureSummary}`).slice(0, 3).join(' | ')}`)
  }, TAGS)
  assert.deepEqual(found, [], `axe on ${name}`)
}

/** Nothing is wider than the window. */
export async function noSideScroll(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(wide <= 0, `${name} scrolls sideways by ${wide} px`)
}

/** A list comes to have so many lines: what is on its way may come or go first. */
export async function settlesAt(lines, count) {
  if (count) await lines.nth(count - 1).waitFor()
  await lines.nth(count).waitFor({ state: 'detached' })
}

/** Browsers write each refused call down as an error; those that a step is about are allowed, all others fail the test. */
export function noComplaints(tab) {
  const bad = tab.complaints.filter((text) => !tab.allowed.some((sign) => sign.test(text)))
  assert.deepEqual(bad, [])
}
