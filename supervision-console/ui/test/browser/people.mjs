// Signs in by every step for the first time, keeps accounts and rights, reads the ledger, and checks each screen with axe at two widths.
//   node test/browser/people.mjs CONSOLE_URL USER PASSWORD_FILE SHOTS_FOLDER
// CONSOLE_URL names localhost: passkeys go by names.
import { readFileSync } from 'node:fs'
import { englishPages } from './englishPages.mjs'
import { bell, ledgerPages } from './ledgerPages.mjs'
import { ownPages } from './ownPages.mjs'
import { endSession, peoplePages, viewAs } from './peoplePages.mjs'
import { rightsPages } from './rightsPages.mjs'
import { launch, noComplaints } from './screen.mjs'

const [base, user, passwordFile, shots] = process.argv.slice(2)
const first = { user, once: readFileSync(passwordFile, 'utf8').trim(), password: '远山青青，七只白鹭飞过小溪' }
const screen = await launch(shots)

try {
  const { tab } = await ownPages({ screen, base, first })
  const people = await peoplePages({ screen, tab })
  const { inspector, chief } = await rightsPages({ screen, base, people })
  await viewAs({ screen, tab })
  await endSession({ screen, tab, other: inspector, fullName: '周映川' })
  const auditor = await ledgerPages({ screen, base, auditor: people.auditor })
  await bell({ screen, tab: chief })
  await englishPages({ screen, base, tab, auditor })
  for (const one of [tab, inspector, chief, auditor]) noComplaints(one)
  console.log('browser test passed')
} catch (problem) {
  // What was on the screen when it went wrong says more than the words of the error.
  await screen.failed()
  throw problem
} finally {
  await screen.close()
}
