import { settlesAt } from './screen.mjs'
import { addAuthenticator, changePassword, enrolApp, enrolPasskey, giveCode, givePassword, keepCodes, leave } from './signInSteps.mjs'

/** The very first sign-in: a password by chance becomes one's own, a passkey is made, and each factor opens the door once more. */
export async function ownPages({ screen, base, first }) {
  const tab = await screen.open()
  const { page } = tab
  const look = (name) => screen.check(page, name)
  await addAuthenticator(tab)
  tab.allowed.push(/401 \(.*\/api\/session/)

  await page.goto(base)
  await givePassword(page, first.user, 'not the password')
  await page.getByRole('alert').filter({ hasText: '账号或密码不对' }).waitFor()
  await look('sign-in')
  await givePassword(page, first.user, first.once)
  await changePassword(page, first.once, first.password, look)

  await page.getByRole('heading', { name: '设第二样证明' }).waitFor()
  await look('step-enrol')
  await enrolPasskey(page, '办公室电脑')
  const codes = await keepCodes(page, look)
  await page.locator('.home').waitFor()
  await byPasskey(page, first, look)
  const app = await addApp(page, look)
  await byCode(page, first, app.code())
  await byRecovery(page, first, codes[0], look)
  return { tab, app }
}

async function byPasskey(page, first, look) {
  await leave(page)
  await givePassword(page, first.user, first.password)
  await page.getByRole('heading', { name: '第二步' }).waitFor()
  await look('step-factor')
  await page.getByRole('button', { name: '用通行密钥' }).click()
  await page.locator('.home').waitFor()
}

/** On one's own page: the app beside the passkey, and where one is signed in. */
async function addApp(page, look) {
  await page.getByRole('link', { name: /^我的账号/ }).click()
  await page.getByText('办公室电脑').waitFor()
  await page.getByText('这里', { exact: true }).waitFor()
  await look('me')
  await page.getByRole('button', { name: '加手机验证器' }).click()
  const app = await enrolApp(page, async () => look('me-app'))
  await page.getByText('加好了').waitFor()
  return app
}

async function byCode(page, first, code) {
  await leave(page)
  await givePassword(page, first.user, first.password)
  await giveCode(page, '000000')
  await page.getByRole('alert').filter({ hasText: '没有通过' }).waitFor()
  await giveCode(page, code)
  await page.locator('.home').waitFor()
}

/** A recovery code counts once, and the page then says how many are left. */
async function byRecovery(page, first, code, look) {
  await leave(page)
  await givePassword(page, first.user, first.password)
  await page.getByRole('button', { name: /用恢复码/ }).click()
  await page.getByLabel('恢复码', { exact: true }).fill(code)
  await look('step-recovery')
  await page.getByRole('button', { name: '继续' }).click()
  await page.locator('.home').waitFor()
  await page.getByRole('link', { name: /^我的账号/ }).click()
  await page.getByText('还有 9 个没用过').waitFor()
  // Who signed out left no session.
  await settlesAt(page.locator('.sessions li'), 1)
}
