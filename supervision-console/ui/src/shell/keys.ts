import { onBeforeUnmount, onMounted, ref } from 'vue'

const KEPT = 'yuanjian.letters'

/** Whether single letters act; people who speak to their computer switch them off. */
export const letters = ref(localStorage.getItem(KEPT) !== 'off')

export function setLetters(act: boolean): void {
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
function isLetter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && event.key !== ' '
}

/** Keys that act on a page as long as it is open, but never while somebody writes. */
export function useKeys(find: (event: KeyboardEvent) => (() => unknown) | undefined): void {
  function onKey(event: KeyboardEvent) {
    if (isTyping(event) || (isLetter(event) && !letters.value)) return
    const act = find(event)
    if (!act) return
    event.preventDefault()
    act()
  }
  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}
