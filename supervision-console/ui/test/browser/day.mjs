// A day before the simulated fleet: an inspector signs in with two proofs, says why, looks, moves a camera and goes on a tour of a
// hundred points; what is seen becomes a finding, the office answers from a phone, the inspector closes it, signs the record and
// takes the month report; an auditor finds every step in the ledger.
//   node test/browser/day.mjs CONSOLE_URL POINT_CODE POINTS SHOTS_FOLDER    the password for one time on standard input
// Prints each step with the seconds it took, and `end`.
import { readFileSync } from 'node:fs'
import { readLedger } from './dayLedger.mjs'
import { answer, judge, look, moveCamera, raise, takeReports } from './daySteps.mjs'
import { beginTour, endTour, goRound, signRecord } from './dayTour.mjs'
import { launch, noComplaints, PHONE } from './screen.mjs'
import { firstSignIn, giveCode, givePassword, leave } from './signInSteps.mjs'

const [base, code, points, shots] = process.argv.slice(2)
const once = readFileSync(0, 'utf8').trim()
const PASSWORD = '远山青青，七只白鹭飞过小溪'
const screen = await launch(shots)
const { check } = screen
const people = []
let began = Date.now()

async function step(name, work) {
  const found = await work()
  console.log(`${name} ${((Date.now() - began) / 1_000).toFixed(1)} s`)
  began = Date.now()
  return found
}

/** Somebody who sets up all that is asked for, in a browser of their own. */
async function comes(user, viewport) {
  const tab = await screen.open(viewport)
  // A fleet, a relay and a browser share the machine, sometimes with other tests.
  tab.page.setDefaultTimeout(60_000)
  people.push(tab)
  const app = await firstSignIn(tab, base, { user, once, password: PASSWORD })
  return { ...tab, app }
}

/** Once more, as on any other morning. */
async function again({ page, app }, user) {
  await leave(page)
  await givePassword(page, user, PASSWORD)
  await giveCode(page, app.code())
  await page.locator('.home').waitFor()
}

async function day() {
  const zhou = await step('inspector sets up', () => comes('zhou'))
  await step('inspector signs in with a code', () => again(zhou, 'zhou'))
  const at = { page: zhou.page, check, base, code, points: Number(points) }
  await step('picture', () => look(at))
  await step('camera moved', () => moveCamera(at))
  await step('tour begun', () => beginTour(at))
  await step('finding raised', () => raise(at))
  await step('tour gone round', () => goRound(at))
  const run = await step('tour ended', () => endTour(at))
  const chen = await step('officer signs in', () => comes('chen', PHONE))
  await step('finding answered', () => answer({ ...at, page: chen.page }))
  zhou.use()
  await step('finding closed', () => judge(at))
  await step('record signed', () => signRecord(at, run))
  await step('reports taken', () => takeReports(at))
  const lin = await step('auditor signs in', () => comes('lin'))
  await step('ledger read', () => readLedger({ ...at, page: lin.page }))
  // A camera that is asked for a picture too late says so.
  people.forEach((tab) => tab.allowed.push(/\/(whep|live)\//))
  people.forEach(noComplaints)
}

try {
  await day()
  console.log('end')
} catch (problem) {
  // What was on the screen when it went wrong says more than the words of the error.
  await screen.failed()
  console.log(problem.stack)
  people.forEach((tab) => console.log(tab.complaints.join('\n')))
  process.exitCode = 1
} finally {
  await screen.close()
}
