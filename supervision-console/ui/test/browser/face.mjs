// Signs in as an administrator, has two drawn faces compared, and sees what a file that is no picture is told.
//   node test/browser/face.mjs CONSOLE_URL USER PASSWORD_FILE SHOTS_FOLDER AVAILABLE
// AVAILABLE: yes where the models are there; elsewhere a person is to compare by eye.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { launch, noComplaints } from './screen.mjs'
import { givePassword } from './signInSteps.mjs'

const [base, user, passwordFile, shots, available] = process.argv.slice(2)
const screen = await launch(shots)

const outcome = (page) => page.locator('.presence-part .note')

/** A challenge from a source that is no camera, by the keyboard alone. */
async function challenge(page, source) {
  await page.getByRole('radio', { name: source }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: '开始', exact: true }).focus()
  await page.keyboard.press('Enter')
}

async function movesOfTheHead(page) {
  if (available !== 'yes') {
    await challenge(page, /画的头，会照做/)
    await outcome(page).filter({ hasText: '机器现在不能判断，请当面核对' }).waitFor()
    return
  }
  // No camera here; who has none is told so.
  await challenge(page, /这台设备的摄像头/)
  await outcome(page).filter({ hasText: /没有找到摄像头|没有让这个网页用摄像头|摄像头打不开/ }).waitFor()
  await screen.check(page, 'face-no-camera')
  await challenge(page, /画的头，会照做/)
  await outcome(page).filter({ hasText: '通过：要求的动作都看到了。' }).filter({ hasText: '这只是提示，由工作人员决定' }).waitFor({ timeout: 120_000 })
  assert.ok(await outcome(page).evaluate((note) => note === document.activeElement), 'the end is where the keyboard is')
  await screen.check(page, 'face-moves-passed')
  await challenge(page, /画的头，一动不动/)
  await page.locator('.presence-run .ask').filter({ hasText: /向左转头|向右转头|低一下头/ }).waitFor({ timeout: 60_000 })
  await screen.check(page, 'face-moves')
  await outcome(page).filter({ hasText: '未通过：没有及时看到要求的动作' }).waitFor({ timeout: 180_000 })
  await challenge(page, /画的头，一动不动/)
  await page.getByRole('button', { name: '停止' }).click()
  await page.getByRole('button', { name: '开始', exact: true }).waitFor()
}

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
  const draw = async (field, name) => {
    await fields.nth(field).getByRole('button', { name, exact: true }).click()
    await fields.nth(field).getByRole('status').filter({ hasText: `画的脸：${name}（不是真人）` }).waitFor()
  }
  await draw(0, '甲')
  await fields.nth(1).locator('input[type=file]').setInputFiles({ name: '不是照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') })
  await page.getByRole('button', { name: '比对', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: /不是 JPEG、PNG 或 WebP 照片/ }).waitFor({ timeout: 90_000 })
  assert.match(await page.getByRole('alert').innerText(), /^要比对的照片：/)

  await draw(1, '乙')
  await page.getByRole('button', { name: '比对', exact: true }).click()
  if (available === 'yes') {
    await page.getByText('建议：不是同一人').waitFor({ timeout: 90_000 })
    await page.getByText('机器只给建议，由工作人员决定。').waitFor()
    assert.equal(await page.locator('.look-card canvas').count(), 2, 'both faces are shown as they were compared')
    assert.match(await page.locator('.face-result > .dl').innerText(), /相似度\s+-?\d\.\d{3}\s+用时\s+[\d,]+ 毫秒/)
    await screen.check(page, 'face-compared')
    await draw(1, '甲的另一张')
    await page.getByRole('button', { name: '比对', exact: true }).click()
    await page.getByText('建议：是同一人').waitFor({ timeout: 90_000 })
  } else {
    await page.getByRole('alert').filter({ hasText: '请人工比对' }).waitFor()
    await screen.check(page, 'face-by-eye')
  }
  await movesOfTheHead(page)
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
