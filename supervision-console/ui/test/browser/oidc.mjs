// Signs in at another service, which is another site to the browser, and looks whether the page it lands on is signed in.
//   node test/browser/oidc.mjs CONSOLE_URL START_PATH USER PASSWORD_FILE ACCOUNT
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'

const [base, start, user, passwordFile, account] = process.argv.slice(2)
const password = readFileSync(passwordFile, 'utf8').trim()

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
try {
  const context = await browser.newContext({ locale: 'zh-CN' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(new URL('/sign-in', base).href)
  await page.evaluate((to) => location.assign(to), start)
  await page.waitForURL((url) => url.pathname === '/login')
  assert.notEqual(new URL(page.url()).hostname, new URL(base).hostname, 'the service is another site')
  await page.locator('input[name=username]').fill(user)
  await page.locator('input[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => url.host === new URL(base).host && !url.pathname.startsWith('/api/'))
  await page.getByRole('heading', { level: 1, name: '看不到' }).waitFor()
  assert.equal(new URL(page.url()).pathname, '/points')

  const session = await page.evaluate(async () => (await fetch('/api/session')).json())
  assert.equal(session.account, account)
  assert.equal(session.stage, 'open')
  const cookies = await context.cookies(base)
  assert.equal(cookies.find((cookie) => cookie.name === 'YUANJIAN')?.sameSite, 'Strict')
  assert.ok(!cookies.some((cookie) => cookie.name === 'YUANJIAN_OIDC'), 'what bound the way back is gone')
} finally {
  await browser.close()
}
