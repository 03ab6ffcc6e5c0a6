import { ref } from 'vue'

const KEPT = 'yuanjian.letters'

/** Whether single letters act; people who speak to their computer switch them off. */
export const letters = ref(localStorage.getItem(KEPT) !== 'off')

export function useLetters(act: boolean): void {
  letters.value = act
  localStorage.setItem(KEPT, act ? 'on' : 'off')
}

/** Whether a key belongs to something that is being written or to the browser. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true
  const target = event.target
  return target instanceof HTMLElement && (target.matches('input, textarea, select') || target.closest('dialog') !== null)
}

/** Whether this is a single character that acts only while letters do. */
export function isLetter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && event.key !== ' '
}
