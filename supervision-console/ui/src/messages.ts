import { computed, ref } from 'vue'
import { en } from './messages.en'
import { zh } from './messages.zh'

export type Language = 'zh-CN' | 'en'
export type Messages = typeof zh

const KEPT = 'yuanjian.language'

function kept(): Language {
  return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh-CN'
}

export const language = ref<Language>(kept())

/** The words of the chosen language. */
export const words = computed<Messages>(() => (language.value === 'en' ? en : zh))

export function choose(next: Language): void {
  language.value = next
  localStorage.setItem(KEPT, next)
  document.documentElement.lang = next
}

document.documentElement.lang = language.value

/** 2,110. */
export function figure(value: number, digits = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** 09:14, or 09:14:05. */
export function clock(at: number, seconds = false): string {
  const date = new Date(at)
  const parts = [date.getHours(), date.getMinutes(), ...(seconds ? [date.getSeconds()] : [])]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
