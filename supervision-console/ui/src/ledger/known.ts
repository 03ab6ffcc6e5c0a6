import { computed, shallowRef } from 'vue'
import { peopleApi, type AccountRow } from '../api.people'
import { tree } from '../point/points'
import { may, noticeProblem } from '../session'
import type { Known } from './entryWords'

const accounts = shallowRef<readonly AccountRow[]>([])

/** Names for the ids in records, as far as the reader may know them. */
export const known = computed<Known>(() => ({ tree: tree.value, accounts: accounts.value }))

/** Records can be read without names: who may not know accounts, or cannot reach them, sees ids. */
export async function loadAccounts(): Promise<void> {
  if (!may('accounts_read')) return
  try {
    accounts.value = await peopleApi.accounts()
  } catch (cause) {
    noticeProblem(cause)
  }
}
