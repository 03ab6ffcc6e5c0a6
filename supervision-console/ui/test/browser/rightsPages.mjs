import assert from 'node:assert/strict'
import { firstSignIn } from './signInSteps.mjs'

/** Two people: one asks to see a sensitive point, another allows it; and what somebody without rights may do in need. */
export async function rightsPages({ screen, base, people }) {
  const inspector = await screen.open()
  inspector.allowed.push(/422 \(.*\/view-requests/)
  await firstSignIn(inspector, base, people.inspector, (name) => screen.check(inspector.page, name))
  await askSecond(screen, inspector.page)
  await breakGlass(screen, inspector.page)
  const chief = await screen.open()
  await firstSignIn(chief, base, people.chief)
  await answerSecond(screen, inspector, chief)
  await refusedPage(screen, chief.page, base)
  return { inspector, chief }
}

/** Whoever wants to see a point that takes two asks for the second one. */
async function askSecond(screen, page) {
  await page.getByRole('link', { name: '权限', exact: true }).click()
  await page.getByRole('button', { name: /^请第二人同意/ }).click()
  await page.getByLabel('为什么要看').fill('有')
  await page.getByRole('button', { name: '请求同意' }).click()
  await page.getByRole('alert').filter({ hasText: '4 到 200' }).waitFor()
  await page.getByLabel('为什么要看').fill('核对会见记录')
  await screen.check(page, 'second-ask')
  await page.getByRole('button', { name: '请求同意' }).click()
  await page.getByText('还在等').waitFor()
}

async function answerSecond(screen, inspector, chief) {
  const { page } = chief
  await page.getByRole('link', { name: '权限', exact: true }).click()
  await page.getByText('核对会见记录').waitFor()
  await screen.check(page, 'second-answer')
  await page.getByRole('button', { name: /^同意 30 分钟/ }).click()
  await page.getByText('答复送到了').waitFor()
  await inspector.page.goto(page.url())
  await inspector.page.getByText(/同意了，看到/).waitFor()
  await page.getByText(/同意了，看到/).waitFor()
}

async function breakGlass(screen, page) {
  await page.getByRole('link', { name: '破窗查看' }).click()
  await page.getByRole('heading', { name: '会发生什么' }).waitFor()
  await page.getByRole('button', { name: '打开 30 分钟' }).click()
  await page.getByRole('alert').filter({ hasText: '没有这个地方' }).waitFor()
  await screen.check(page, 'glass')
  await page.getByLabel('范围').selectOption('region')
  await page.getByLabel('哪一个').fill('梅州市')
  await page.getByLabel('出了什么事').fill('梅县区报告冲突，核实现场')
  await page.getByRole('button', { name: '打开 30 分钟' }).click()
  await page.getByText('梅州市 打开了').waitFor()
  await screen.check(page, 'glass-open')
}

/** A page that the role may not open says so, with a way on. */
async function refusedPage(screen, page, base) {
  await page.goto(new URL('/people/grants', base).href)
  await page.getByRole('heading', { name: '这一页你看不了' }).waitFor()
  await screen.check(page, 'refused')
  await page.getByRole('link', { name: '回总览' }).click()
  await page.locator('.home').waitFor()
  assert.equal(await page.getByRole('link', { name: '台账', exact: true }).count(), 0)
}
