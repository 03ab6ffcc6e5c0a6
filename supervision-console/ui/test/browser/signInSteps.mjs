import assert from 'node:assert/strict'
import { settlesAt } from './screen.mjs'
import { AuthenticatorApp } from './totp.mjs'

/** An authenticator in the browser: passkeys without a finger. */
export async function addAuthenticator({ context, page }) {
  const debug = await context.newCDPSession(page)
  await debug.send('WebAuthn.enable')
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true }
  await debug.send('WebAuthn.addVirtualAuthenticator', { options })
}

export async function givePassword(page, user, password) {
  await page.getByLabel('账号', { exact: true }).fill(user)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

/** A given password has to become one's own; a weak one is refused before it is sent. */
export async function changePassword(page, before, fresh, look = async () => undefined) {
  await page.getByRole('heading', { name: '换成自己的密码' }).waitFor()
  await page.getByLabel('现在的密码', { exact: true }).fill(before)
  await page.getByLabel('新密码', { exact: true }).fill('short')
  await page.getByRole('button', { name: '换密码' }).click()
  await page.getByRole('alert').filter({ hasText: '至少 12 个字' }).waitFor()
  await look('step-change')
  await page.getByLabel('新密码', { exact: true }).fill(fresh)
  await page.getByRole('button', { name: '换密码' }).click()
}

/** Sets an app up by the text beside the picture; recovery codes go on only when kept. */
export async function enrolApp(page, look = async () => undefined) {
  await page.getByRole('img', { name: /二维码/ }).waitFor()
  const app = new AuthenticatorApp(await page.locator('.secret-text').textContent())
  await look('step-app')
  await page.getByLabel('验证器显示的六位数字').fill(app.code())
  await page.getByRole('button', { name: '确认' }).click()
  return app
}

export async function enrolPasskey(page, label) {
  await page.getByLabel('给它起个名').fill(label)
  await page.getByRole('button', { name: '做一把通行密钥' }).click()
}

export async function keepCodes(page, look = async () => undefined) {
  await page.getByRole('heading', { name: '收好恢复码' }).waitFor()
  const lines = page.locator('.codes ol li')
  await settlesAt(lines, 10)
  const codes = await lines.allTextContents()
  await look('step-codes')
  const on = page.getByRole('button', { name: '继续' })
  assert.ok(await on.isDisabled(), 'nobody goes on before the codes are kept')
  await page.getByLabel('我已收在别人拿不到的地方').check()
  await on.click()
  return codes
}

/** The second step of signing in. */
export async function giveCode(page, code) {
  await page.getByLabel('六位数字').fill(code)
  await page.getByRole('button', { name: '继续' }).click()
}

/** All steps of somebody who comes for the first time. */
export async function firstSignIn({ page }, base, who, look) {
  await page.goto(base)
  await givePassword(page, who.user, who.once)
  await changePassword(page, who.once, who.password)
  await page.getByRole('heading', { name: '设第二样证明' }).waitFor()
  await page.getByRole('button', { name: '手机验证器' }).click()
  const app = await enrolApp(page, look)
  await keepCodes(page)
  await page.locator('.home').waitFor()
  return app
}

/** Leaves when the page has all it asked for: what is asked for later is refused. */
export async function leave(page) {
  await page.waitForLoadState('networkidle')
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByLabel('账号', { exact: true }).waitFor()
}
