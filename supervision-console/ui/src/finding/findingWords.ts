import type { FindingRow } from '../api.findings'
import { day, moment, words } from '../messages'

const DAY_MS = 86_400_000

/** How a finding stands, as people say it, and how much it presses. */
export function stateOf(finding: FindingRow, now: number): { mark: 'fault' | 'warn' | 'plan' | 'ok'; words: string } {
  const w = words.value.findings
  const due = Date.parse(finding.due)
  if (finding.state === 'closed') return { mark: 'ok', words: w.closedOn(day(Date.parse(finding.changed))) }
  if (finding.state === 'answered') return { mark: 'warn', words: w.answered }
  if (finding.overdue || due < now) return { mark: 'fault', words: w.late(lateness(now - due)) }
  return { mark: 'plan', words: w.until(moment(due, now), w.states[finding.state] ?? finding.state) }
}

function lateness(ms: number): string {
  const w = words.value.findings
  const days = Math.floor(ms / DAY_MS)
  return days ? w.days(days) : w.hours(Math.max(1, Math.floor(ms / 3_600_000)))
}

/** How long there is still time for it. */
export function leftWords(finding: FindingRow, now: number): string {
  const w = words.value.findings
  const left = Date.parse(finding.due) - now
  if (finding.state === 'closed') return ''
  return left < 0 ? w.late(lateness(-left)) : w.left(lateness(left))
}

/** 青榕司法所 · 宣告室. */
export const placeWords = (finding: FindingRow): string => `${finding.siteName} · ${finding.pointName}`

export const kindWords = (finding: FindingRow): string => words.value.findings.kinds[finding.kind] ?? finding.kind
