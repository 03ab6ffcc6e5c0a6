import { reactive } from 'vue'
import { api, type LedgerWarning } from './api'
import { Problem } from './problem'
import { noticeProblem, session } from './session'

const EVERY_MS = 4_000

/** What is known of the console server: its time, its version, and since when it has been silent. */
export const server = reactive({
  /** Server clock minus ours, in ms. */
  offset: 0,
  version: '',
  /** Whether the ledger works: while it fails nobody signs in and no picture opens. */
  ledger: 'FINE' as LedgerWarning,
  lostSince: null as number | null,
  now: Date.now(),
})

let asked: ReturnType<typeof setTimeout> | undefined

/** Asks the server every few seconds while somebody is signed in, and moves the clock. */
export function watchServer(): void {
  setInterval(() => {
    server.now = Date.now() + server.offset
  }, 1_000)
  globalThis.addEventListener('offline', lost)
  globalThis.addEventListener('online', () => void askServer())
  void askServer()
}

export async function askServer(): Promise<void> {
  clearTimeout(asked)
  try {
    if (session.account) {
      const begun = Date.now()
      const state = await api.server()
      server.offset = Date.parse(state.time) - (begun + Date.now()) / 2
      server.now = Date.now() + server.offset
      server.version = state.version
      server.ledger = state.ledger
      server.lostSince = null
    }
  } catch (problem) {
    noticeProblem(problem)
    if (problem instanceof Problem && problem.kind === 'CONSOLE_UNREACHABLE') lost()
  } finally {
    asked = setTimeout(() => void askServer(), EVERY_MS)
  }
}

function lost(): void {
  server.lostSince ??= Date.now() + server.offset
}
