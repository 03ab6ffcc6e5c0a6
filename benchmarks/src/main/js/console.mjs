// Chromium as a person at the console has it: signed in, with a purpose. For the scripts beside it.
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const ARGUMENTS = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required',
]

/** What standard input holds: the password, and what else is told line by line. */
export async function told() {
  const lines = []
  for await (const line of createInterface({ input: process.stdin })) lines.push(line.trim())
  const [password, ...rest] = lines.filter(Boolean)
  return { password, rest }
}

/** Has somebody sign in and say why, then leaves the page to `work`; prints `end` behind it. */
export async function atConsole({ ui, base, user, password }, work) {
  const { chromium } = createRequire(join(resolve(ui), 'package.json'))('playwright-core')
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS })
  try {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage()
    page.setDefaultTimeout(60_000)
    await page.goto(base)
    await page.getByLabel('账号').fill(user)
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.locator('.purpose').click()
    await page.getByRole('button', { name: '开始看' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await work(page)
    console.log('end')
  } finally {
    await browser.close()
  }
}
