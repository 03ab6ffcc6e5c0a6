// Signs in as an administrator, has two drawn faces compared, and sees what a file that is no picture is told.
//   node test/browser/face.mjs CONSOLE_URL USER PASSWORD_FILE SHOTS_FOLDER AVAILABLE
// AVAILABLE: yes where the models are there; elsewhere a person is to compare by eye.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { launch, noComplaints } from './screen.mjs'
import { givePassword } from './signInSteps.mjs'

const [base, user, passwordFile, shots, available] = process.argv.slice(2)
const screen = await launch(shots)

try {
  const tab = await screen.open()
  const { page } = tab
  tab.allowed.push(/(401|422|503) \(/)
  await page.goto(base)
  await givePassword(page, user, readFileSync(passwordFile, 'utf8').trim())
  await page.locator('.home').waitFor()

  await page.goto(`${base}me`)
  await page.getByRole('link', { name: '试用人脸比对' }).click()
  await page.getByRole('heading', { level: 1, name: '试用人脸比对' }).waitFor()
  await page.getByRole('button', { name: '比对', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: '请先放入两张照片' }).waitFor()
  await screen.check(page, 'face-empty')

  const fields = page.locator('.picture-field')
  await fields.nth(0).getByRole('button', { name: '用一张画的脸' }).click()
  await fields.nth(1).locator('input[type=file]').setInputFiles({ name: '不是照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') })
  await page.getByRole('button', { name: '比对', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: /不是 JPEG、PNG 或 WebP 照片/ }).waitFor()
  assert.match(await page.getByRole('alert').innerText(), /^要比对的照片：/)

  await fields.nth(1).getByRole('button', { name: '用一张画的脸' }).click()
  await page.getByRole('button', { name: '比对', exact: true }).click()
  if (available === 'yes') {
    await page.locator('.face-result').waitFor({ timeout: 90_000 })
    await page.getByText('机器只给建议，由工作人员决定。').waitFor()
    assert.equal(await page.locator('.look-card canvas').count(), 2, 'both faces are shown as they were compared')
    assert.match(await page.locator('.face-result > .dl').innerText(), /相似度\s+-?\d\.\d{3}\s+用时\s+[\d,]+ 毫秒/)
    await screen.check(page, 'face-compared')
  } else {
    await page.getByRole('alert').filter({ hasText: '请人工比对' }).waitFor()
    await screen.check(page, 'face-by-eye')
  }
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Try the comparison of faces' }).waitFor()
  await screen.check(page, 'face-english')
  noComplaints(tab)
  console.log('browser test passed')
} catch (problem) {
  await screen.failed()
  throw problem
} finally {
  await screen.close()
}
