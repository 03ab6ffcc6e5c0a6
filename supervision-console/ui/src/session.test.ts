import { afterEach, expect, test, vi } from 'vitest'
import { api, type Purpose } from './api'
import { loadPurpose, purposeOf, session } from './session'

const CHOSEN: Purpose = { reason: 'routine_tour', detail: '', until: '2026-11-26T10:00:00Z' }

afterEach(() => vi.restoreAllMocks())

test('loadPurpose_chosenMeanwhile_isNotOverwritten', async () => {
  let answer = (_: Purpose): void => undefined
  vi.spyOn(api, 'purpose').mockReturnValue(new Promise((done) => (answer = done)))
  const asked = loadPurpose()
  purposeOf(CHOSEN)
  answer({ reason: null, detail: '', until: null })
  await asked
  expect(session.reason).toBe('routine_tour')
})

test('loadPurpose_nothingNewer_isTakenOver', async () => {
  vi.spyOn(api, 'purpose').mockResolvedValue(CHOSEN)
  await loadPurpose()
  expect(session.reason).toBe('routine_tour')
})
