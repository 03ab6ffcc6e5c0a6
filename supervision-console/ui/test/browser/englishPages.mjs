const ADMIN = { me: '/me', people: '/people', grants: '/people/grants', groups: '/people/groups', sensitive: '/people/sensitive' }
const AUDITOR = { ledger: '/ledger', 'ledger-heads': '/ledger/heads', watched: '/ledger/watched' }

/** The same pages in English, which is longer. */
export async function englishPages({ screen, base, tab, auditor }) {
  await look(screen, base, tab, ADMIN)
  await look(screen, base, auditor, AUDITOR)
}

async function look(screen, base, tab, pages) {
  const { page } = tab
  tab.use()
  await page.getByRole('button', { name: 'English' }).click()
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(new URL(path, base).href)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    await screen.check(page, `${name}-en`)
  }
}
