import { words } from '../messages'

const BROWSERS: readonly [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:Headless)?(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+)[\d.]* .*Safari/, 'Safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** What a browser calls itself, in short: Chrome 140, Windows. */
export function agentWords(agent: string): string {
  const w = words.value.me
  const browser = BROWSERS.map(([sign, name]) => [sign.exec(agent)?.[1], name] as const).find(([version]) => version)
  if (!browser) return agent.slice(0, 40) || w.unknownBrowser
  const system = SYSTEMS.find(([sign]) => sign.test(agent))?.[1]
  const named = `${browser[1]} ${browser[0]}`
  return system ? w.browser(named, system) : named
}
