import { shallowRef } from 'vue'
import { stateOf, type LedgerState } from '../api.ledger'

/** How it stands with the ledger, as told last; null until then, and for whoever may not read it. */
export const ledgerState = shallowRef<LedgerState | null>(null)

export function heardLedger(data: string): void {
  ledgerState.value = stateOf(JSON.parse(data) as LedgerState)
}

/** Of somebody else now. */
export function forgetLedger(): void {
  ledgerState.value = null
}
