// The pictures of docs/images: goes through a running demo as its people do, at 1440×900, and takes each page.
//   ./yuanjian demo, then: node test/browser/shots.mjs CONSOLE_URL SHOTS_FOLDER    the password on standard input
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { launch } from './screen.mjs'

const [base, shots] = process.argv.slice(2)
const WIDE = { width: 1440, height: 900 }
const CITY = '440100'
const SETTLE_MS = 3_000

const lines = []
for await (const line of createInterface({ input: process.stdin })) lines.push(line.trim())
const [password] = lines.filter(Boolean)
const { open, failed, close } = await launch(shots)

async function enter(name) {
  const { page } = await open(WIDE)
  await page.goto(base)
  await page.getByLabel('账号').fill(name)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.locator('.purpose').waitFor()
  return page
}

async function sayWhy(page) {
  await page.locator('.purpose').click()
  await page.getByRole('button', { name: '开始看' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function take(page, name) {
  await page.waitForTimeout(SETTLE_MS)
  await page.screenshot({ path: join(shots, `${name}.png`) })
  console.log(name)
}

/** A call as the pages make it. */
const ask = (page, method, path, body) =>
  page.evaluate(
    async ([how, where, what]) => {
      const token = decodeURIComponent(/XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '')
      const answer = await fetch(where, { method: how, headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token }, body: what ? JSON.stringify(what) : undefined })
      if (!answer.ok) throw new Error(`${where} answers ${answer.status}`)
      return answer.status === 204 ? null : answer.json()
    },
    [method, path, body],
  )

/** Something is found at some points, and the office of the first one has answered. */
async function findThings(inspector, officer) {
  const { sites } = await ask(officer, 'GET', '/api/points')
  const own = sites[0].points[0].code
  const all = (await ask(inspector, 'GET', '/api/points')).sites.flatMap((site) => site.points)
  const wanted = [own, all[40].code, all[333].code, all[901].code]
  const kinds = ['moved', 'blurred', 'sign', 'disorder']
  const words = ['画面下移约一成，窗口被切去。', '镜头有水渍。', '入口没有公示牌。', '卷宗散放在窗台。']
  const numbers = []
  for (const [i, point] of wanted.entries()) {
    const still = await ask(inspector, 'POST', `/api/points/${point}/stills`)
    const { finding } = await ask(inspector, 'POST', '/api/findings', { point, kind: kinds[i], words: words[i], still: still.id, run: '', due: null })
    numbers.push(finding.number)
  }
  const still = await ask(inspector, 'POST', `/api/points/${own}/stills`)
  await ask(inspector, 'POST', `/api/points/${own}/reference`, { still: still.id })
  await ask(officer, 'POST', `/api/findings/${numbers[0]}/accept`, {})
  await ask(officer, 'POST', `/api/findings/${numbers[0]}/answer`, { words: '支架已拧紧并复位。' })
  return { own, number: numbers[0] }
}

async function tour(page) {
  await page.goto(`${base}wall?at=${CITY}`)
  await page.getByRole('button', { name: '9 格', exact: true }).click()
  await page.getByRole('button', { name: /开始轮巡/ }).click()
  await take(page, 'tour-start')
  await page.getByRole('dialog').getByRole('button', { name: '开始', exact: true }).click()
  await page.locator('.tour.on').waitFor()
  await page.waitForTimeout(2 * SETTLE_MS)
  await take(page, 'tour')
  await page.getByRole('button', { name: '结束并签记录' }).click()
  await page.getByRole('heading', { level: 1, name: '轮巡结束，请核对后签名' }).waitFor()
  await take(page, 'record')
}

try {
  const inspector = await enter('inspector')
  await inspector.getByRole('link', { name: '打开视频墙' }).waitFor()
  await inspector.locator('.purpose').click()
  await take(inspector, 'purpose')
  await inspector.getByRole('button', { name: '开始看' }).click()
  await inspector.getByRole('dialog').waitFor({ state: 'hidden' })
  const officer = await enter('officer')
  await sayWhy(officer)
  const { own, number } = await findThings(inspector, officer)
  // Every point has been looked at a minute after the start.
  await inspector.getByText('还不知道').first().waitFor({ state: 'detached', timeout: 180_000 })
  const pages = { home: '', points: 'points', thumbnails: 'points?as=thumbnails', map: 'points?as=map', availability: 'points?as=availability', point: `points/${own}`, finding: `findings/${number}`, statistics: 'statistics' }
  for (const [name, path] of Object.entries(pages)) {
    await inspector.goto(base + path)
    await take(inspector, name)
  }
  await inspector.goto(`${base}wall?at=${CITY}`)
  await inspector.waitForTimeout(2 * SETTLE_MS)
  await take(inspector, 'wall')
  await inspector.locator('.cell.cur, .cell').first().click()
  await inspector.keyboard.press('f')
  await inspector.locator('.raise img').waitFor()
  await take(inspector, 'raise')
  await tour(inspector)
  await officer.setViewportSize({ width: 390, height: 844 })
  await officer.goto(`${base}findings/${number}`)
  await take(officer, 'finding-phone')
  const admin = await enter('admin')
  await admin.goto(`${base}face`)
  await admin.getByRole('button', { name: '甲', exact: true }).first().click()
  await admin.getByRole('button', { name: '甲的另一张' }).last().click()
  await admin.getByRole('button', { name: '比对', exact: true }).click()
  await admin.locator('.face-result').waitFor({ timeout: 60_000 })
  await take(admin, 'face')
} catch (error) {
  await failed()
  console.error(error)
  process.exitCode = 1
} finally {
  await close()
}
