import type { ProbeReport, ProbeStep, Profile } from '../api.points'
import { words } from '../messages'

export const STEPS = ['reach', 'clock', 'signIn', 'services', 'profiles', 'streamUri', 'keyFrame', 'snapshot'] as const
export type StepName = (typeof STEPS)[number]

/** A step that was taken, or one behind the step that stopped it. */
export interface ShownStep {
  name: StepName
  step: ProbeStep | null
  mark: 'ok' | 'warn' | 'fault' | 'unknown'
}

/** More than this a person should know of. */
const MOST_SKEW_SECONDS = 5
/** Without these, pictures come all the same. */
const NOT_NEEDED: readonly string[] = ['clock', 'snapshot']

export function shownSteps(report: ProbeReport): ShownStep[] {
  return STEPS.map((name) => {
    const step = report.steps.find((one) => one.name === name) ?? null
    return { name, step, mark: markOf(step, report.clockSkewSeconds) }
  })
}

function markOf(step: ProbeStep | null, skew: number | null): ShownStep['mark'] {
  if (!step) return 'unknown'
  if (!step.ok) return NOT_NEEDED.includes(step.name) ? 'warn' : 'fault'
  return step.name === 'clock' && Math.abs(skew ?? 0) > MOST_SKEW_SECONDS ? 'warn' : 'ok'
}

/** The step that stopped it; null where pictures can be seen. */
export function stoppedAt(report: ProbeReport): ProbeStep | null {
  return report.steps.find((step) => !step.ok && !NOT_NEEDED.includes(step.name)) ?? null
}

/** What to do about a step that failed. */
export function adviceFor(step: string, problem: string): string {
  const { adviceOf, advice } = words.value.probe
  return adviceOf[`${step}.${problem}`] ?? advice[problem] ?? ''
}

export const millisOf = (report: ProbeReport): number => report.steps.reduce((sum, step) => sum + step.millis, 0)

/** Port and path of a stream's address; null where it is none. */
export function streamOf(uri: string | null): { port: string; path: string } | null {
  const found = /^rtsps?:\/\/(?:[^/?#@]*@)?(?:\[[^\]]+\]|[^/:?#]*)(?::(\d+))?([/?].*)?$/i.exec(uri ?? '')
  if (!found) return null
  const path = found[2] ?? '/'
  return { port: found[1] ?? '554', path: path.startsWith('/') ? path : `/${path}` }
}

/** The profiles to begin with: the largest, and the largest of those with less than 1,000 columns. */
export function suggested(profiles: readonly Profile[]): { main: string; sub: string } {
  const [main, ...others] = profiles.filter((profile) => streamOf(profile.streamUri))
  const sub = others.find((profile) => profile.width < 1000) ?? others.at(-1)
  return { main: main?.token ?? '', sub: sub?.token ?? '' }
}

const MOST_KINDS = 4

/** Codecs and sizes among the streams, each once. */
export function kindsOf(profiles: readonly Profile[]): string[] {
  return [...new Set(profiles.map((one) => `${one.codec} ${one.width}×${one.height}`))].slice(0, MOST_KINDS)
}
