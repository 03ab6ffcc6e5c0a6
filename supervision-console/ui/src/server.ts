import { reactive } from 'vue'
import { api, type LedgerWarning, type ServerState } from './api'
import { Problem } from './problem'
import { noticeProblem, session } from './session'

/** What is known of the console server: its time, its version, and since when it has been silent. */
export const server = reactive({
  /** Server clock minus ours, in ms. */
  offset: 0,
  /** Its time when it was heard last. */
  heard: 0,
  version: '',
  /** Whether the ledger works: while it fails nobody signs in and no picture opens. */
  ledger: 'FINE' as LedgerWarning,
  lostSince: null as number | null,
  now: Date.now(),
})

/** Moves the clock; what else is known comes with the events of whoever is signed in. */
export function watchServer(): void {
  setInterval(() => {
    server.now = Date.now() + server.offset
  }, 1_000)
  globalThis.addEventListener('offline', lost)
  globalThis.addEventListener('online', () => void askServer())
  void askServer()
}

/** Asks once. */
export async function askServer(): Promise<void> {
  if (!session.account) return
  try {
    const begun = Date.now()
    take(await api.server(), (begun + Date.now()) / 2)
  } catch (problem) {
    noticeProblem(problem)
    if (problem instanceof Problem && problem.kind === 'CONSOLE_UNREACHABLE') lost()
  }
}

/** What it says of itself, every two seconds. */
export function heardServer(data: string): void {
  take(JSON.parse(data) as ServerState, Date.now())
}

function take(state: ServerState, at: number): void {
  server.heard = Date.parse(state.time)
  server.offset = server.heard - at
  server.now = Date.now() + server.offset
  server.version = state.version
  server.ledger = state.ledger
  server.lostSince = null
}

export function lost(): void {
  server.lostSince ??= Date.now() + server.offset
}
