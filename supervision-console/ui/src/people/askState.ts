import type { AskRow } from '../api.people'

export type AskState = 'waiting' | 'given' | 'over' | 'refused'

export function askState({ ask }: AskRow, now: number): AskState {
  if (ask.answer === 'asked') return 'waiting'
  if (ask.answer !== 'given') return 'refused'
  return ask.until !== null && Date.parse(ask.until) > now ? 'given' : 'over'
}

/** The newest request of one's own for a point that still matters. */
export function ownAsk(rows: readonly AskRow[], account: string | null, point: string, now: number): AskRow | undefined {
  const own = rows.filter(({ ask }) => ask.account === account && ask.point === point)
  const newest = own.sort((a, b) => Date.parse(b.ask.asked) - Date.parse(a.ask.asked))[0]
  return newest && askState(newest, now) !== 'over' ? newest : undefined
}
