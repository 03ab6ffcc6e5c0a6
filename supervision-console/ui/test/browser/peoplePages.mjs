import assert from 'node:assert/strict'
import { settlesAt } from './screen.mjs'

const FORM = { name: '账号名', fullName: '姓名' }

/** Accounts, grants, groups and sensitive points, as an administrator keeps them. */
export async function peoplePages({ screen, tab }) {
  const { page } = tab
  const look = (name) => screen.check(page, name)
  await page.getByRole('link', { name: '权限', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '账号与权限' }).waitFor()
  const chief = await addAccount(page, { name: 'linzhiqiu', fullName: '林知秋', role: 'region_chief', region: '441400' }, look)
  const auditor = await addAccount(page, { name: 'fangyuan', fullName: '方圆', role: 'auditor', region: '440000' })
  const inspector = await addAccount(page, { name: 'zhouyingchuan', fullName: '周映川', role: 'inspector', region: '440000' })
  await addAccount(page, { name: 'liqinghe', fullName: '李青禾', role: 'officer', region: '441400', site: '梅州 梅县区' })
  await refusedAccount(page)
  await page.getByRole('searchbox').fill('没有这个人')
  await page.getByText('没有符合的账号').waitFor()
  await look('people-none')
  await page.getByRole('button', { name: '看全部', exact: true }).click()
  await look('people')
  await grants(page, look)
  await groups(page, look)
  await sensitive(page, look)
  return { chief, auditor, inspector }
}

async function addAccount(page, { name, fullName, role, region, site }, look) {
  await page.getByRole('button', { name: '新账号' }).click()
  await page.getByLabel(FORM.name, { exact: true }).fill(name)
  await page.getByLabel(FORM.fullName, { exact: true }).fill(fullName)
  const form = page.locator('.drawer form')
  await form.getByLabel('角色').selectOption(role)
  await form.getByLabel('区域').selectOption(region)
  if (site) await form.getByLabel('机构').fill(await page.locator('#account-sites option').first().getAttribute('value'))
  await look?.('people-add')
  await form.getByRole('button', { name: '保存' }).click()
  const once = await page.locator('.secret-word').textContent()
  await look?.('people-once')
  await page.getByRole('button', { name: '已告诉本人' }).click()
  await page.getByRole('button', { name: `看 ${fullName} 的账号` }).waitFor()
  return { user: name, fullName, once: once.trim(), password: `${name.slice(0, 2)} 山溪边上站着七只白鹭` }
}

async function refusedAccount(page) {
  await page.getByRole('button', { name: '新账号' }).click()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('alert').filter({ hasText: '账号名还空着' }).waitFor()
  await page.keyboard.press('Escape')
  await settlesAt(page.locator('.drawer'), 0)
}

async function grants(page, look) {
  await page.getByRole('link', { name: '授权和限制' }).click()
  await page.getByText('现在没有授权').waitFor()
  await look('grants-none')
  await page.getByRole('button', { name: '给或限' }).click()
  await page.getByRole('button', { name: '生效' }).click()
  await page.getByRole('alert').filter({ hasText: '没有这个账号' }).waitFor()
  await page.getByLabel('账号', { exact: true }).fill('李青禾')
  await page.getByLabel('权限', { exact: true }).selectOption('ptz')
  await page.getByLabel('为什么', { exact: true }).fill('暴雨期间临时转动')
  await look('grants-add')
  await page.getByRole('button', { name: '生效' }).click()
  await page.getByText('生效了').waitFor()
  await page.getByRole('button', { name: '给或限' }).click()
  await page.getByLabel('给还是限').selectOption('restrict')
  await page.getByLabel('权限', { exact: true }).selectOption('export')
  await page.getByLabel('为什么', { exact: true }).fill('设备更换，不导出')
  await page.getByRole('button', { name: '生效' }).click()
  await page.locator('.rows tbody tr').nth(1).waitFor()
  await look('grants')
  await page.getByRole('button', { name: /^收回.*导出录像/ }).click()
  await look('grants-revoke')
  await page.locator('dialog').getByRole('button', { name: '收回' }).click()
  await page.getByText('收回了').waitFor()
  await settlesAt(page.locator('.rows tbody tr'), 1)
}

async function groups(page, look) {
  await page.getByRole('link', { name: '点位组' }).click()
  await page.getByText('还没有点位组').waitFor()
  await page.getByRole('button', { name: '新组' }).click()
  await page.getByLabel('组名').fill('会见室')
  const find = page.getByLabel('加点位')
  await find.fill('会见室')
  await page.getByRole('button', { name: /^加 / }).first().click()
  await page.getByRole('button', { name: /^加 / }).first().click()
  await look('groups-add')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('保存好了').waitFor()
  await page.getByRole('cell', { name: /^2 个/ }).waitFor()
  await look('groups')
}

async function sensitive(page, look) {
  await page.getByRole('link', { name: '敏感点位' }).click()
  await page.getByText('没有敏感点位').waitFor()
  await page.getByRole('button', { name: '标一个点位' }).click()
  await page.getByLabel('哪一个').fill('mx hjs')
  await page.locator('.found button').first().click()
  await page.getByLabel('为什么敏感').fill('有孩子会见')
  await look('sensitive-add')
  await page.getByRole('button', { name: '标上' }).click()
  await page.getByRole('button', { name: /不再敏感$/ }).waitFor()
  await look('sensitive')
}

/** The console as somebody else sees it: nothing can be changed, and a banner says so on every page. */
export async function viewAs({ screen, tab }) {
  const { page } = tab
  tab.use()
  await page.getByRole('link', { name: '账号', exact: true }).click()
  await page.getByRole('button', { name: '看 周映川 的账号' }).click()
  await page.getByRole('heading', { name: '能做的事' }).waitFor()
  await screen.check(page, 'account')
  await page.getByRole('button', { name: '看这个人的控制台' }).click()
  await page.getByText('你在看 周映川 看到的控制台').waitFor()
  await page.locator('.home .numbers').waitFor()
  await screen.check(page, 'view-as')
  assert.equal(await page.getByRole('link', { name: '台账', exact: true }).count(), 0, 'an inspector reads no ledger')
  await page.getByRole('button', { name: '不看了' }).click()
  await page.getByRole('heading', { level: 1, name: '账号与权限' }).waitFor()
}

/** An administrator ends somebody's session; the page that was open there says so. */
export async function endSession({ screen, tab, other, fullName }) {
  const { page } = tab
  tab.use()
  await page.getByRole('button', { name: `看 ${fullName} 的账号` }).click()
  await page.locator('.sessions').getByRole('button', { name: /^结束/ }).first().click()
  await page.getByText('已结束').waitFor()
  other.use()
  other.allowed.push(/401 \(/)
  await other.page.getByText('登录已到期').waitFor()
  await screen.check(other.page, 'ended')
}
