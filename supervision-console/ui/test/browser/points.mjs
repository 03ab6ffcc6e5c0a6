import assert from 'node:assert/strict'

const LIST = 'code,name,place,site,site_kind,region\n4414030000,大门,gate,松溪司法所,office,441403\n44140301001326009999,侧门,gate,新设司法所,office,441403\n'

/** The points' screens, with a mouse: list, tree, availability, import on trial, one point and what can be changed of it. */
export async function points(page, check) {
  await page.getByRole('link', { name: '点位', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '看不到' }).waitFor()
  await page.locator('.points-table tbody tr').nth(49).waitFor()
  await check(page, 'points')
  await page.keyboard.press('PageDown')
  await page.getByText('51–100 / 2,110').waitFor()

  await page.getByRole('button', { name: '树', exact: true }).click()
  await page.getByRole('treeitem', { name: /梅州市/ }).click()
  await check(page, 'points-tree')
  await map(page, check)
  await page.getByRole('button', { name: '可看率' }).click()
  await page.locator('.shares tbody tr').nth(20).waitFor()
  await check(page, 'points-share')
  await page.getByRole('button', { name: '列表' }).click()

  await page.getByRole('button', { name: '导入' }).click()
  await page.setInputFiles('input[type=file]', { name: '点位.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) })
  await page.getByText('有 1 处要改').waitFor()
  assert.equal(await page.getByRole('button', { name: '写入' }).count(), 0, 'a list with problems cannot be written')
  await check(page, 'points-import')
  await page.keyboard.press('Escape')

  // By initials and from the keyboard alone to the page of a point.
  await page.keyboard.press('/')
  await page.keyboard.type('dbx dm')
  await page.getByText(/^1–\d+ \/ \d$/).waitFor()
  await page.locator('.points-table a').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '大门' }).waitFor()
  await page.getByRole('button', { name: '看画面' }).click()
  await page.waitForFunction(() => [...document.querySelectorAll('.pictures video')].some((video) => video.videoWidth > 0 && !video.paused))
  await check(page, 'point')

  await page.getByRole('button', { name: '修改' }).click()
  await page.getByLabel('经度').fill('东经')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('alert').filter({ hasText: '1 处要改' }).waitFor()
  await check(page, 'point-edit')
  await page.keyboard.press('Escape')
}

/** From the whole province to a point by keys alone, and to those that no map shows. */
async function map(page, check) {
  await page.getByRole('button', { name: '地图', exact: true }).click()
  const marks = page.locator('.map .mark')
  await marks.nth(5).waitFor()
  await page.getByText(/图上 2,1\d\d 个点位/).waitFor()
  await check(page, 'points-map')

  // Each Enter comes nearer, until what has the focus comes apart no more.
  await page.locator('.map .mark[aria-label*="广州市"]').first().focus()
  for (let tries = 0; tries < 30 && await page.locator('.map-side h2:focus').count() === 0; tries++) {
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'button', 'a mark keeps the focus')
    if (await page.locator('.map .mark:focus .sign').count()) break
    await page.keyboard.press('Enter')
  }
  if (await page.locator('.map .mark:focus .sign').count()) await page.keyboard.press(' ')
  await page.locator('.map-side li a').first().waitFor()
  await page.getByRole('link', { name: /放到视频墙/ }).waitFor()
  await check(page, 'points-map-near')
  await page.locator('.map-side li a').first().click()
  await page.getByRole('button', { name: '看画面' }).waitFor()
  await page.goBack()

  await page.getByRole('button', { name: '在列表里看' }).click()
  await page.getByText('1–8 / 8').waitFor()
  await page.getByRole('button', { name: '没有坐标' }).click()
  await page.getByText('1–50 / 2,110').waitFor()
}
