import { onBeforeUnmount, ref, type Ref } from 'vue'

/** Whether the window is as narrow as a phone; follows it. */
export function useNarrow(): Ref<boolean> {
  const query = matchMedia('(max-width: 900px)')
  const narrow = ref(query.matches)
  const follow = () => {
    narrow.value = query.matches
  }
  query.addEventListener('change', follow)
  onBeforeUnmount(() => query.removeEventListener('change', follow))
  return narrow
}
