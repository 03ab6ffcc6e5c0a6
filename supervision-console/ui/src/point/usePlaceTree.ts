import { computed, nextTick, reactive, ref, useTemplateRef, watch } from 'vue'
import { tree } from './points'
import type { TreeNode } from './PointTree'

interface PlaceActs {
  choose(node: TreeNode): void
  /** Whether the rows are a list just now, without anything to open. */
  isFlat?(): boolean
  /** What stands above the first row. */
  above?(): void
}

/** A tree of places, in the template as `places`, worked by keys (the tree pattern of WAI-ARIA): what is open, and where the focus is. */
export function usePlaceTree(rows: () => readonly TreeNode[], acts: PlaceActs) {
  const list = useTemplateRef<HTMLElement>('places')
  const open = reactive(new Set<string>())
  const active = ref('')
  const tabStop = computed(() => (rows().some((node) => node.id === active.value) ? active.value : rows()[0]?.id))

  watch(tree, (points) => points?.roots.forEach((root) => open.add(root.id)), { immediate: true })

  function toggle(node: TreeNode) {
    if (!open.delete(node.id)) open.add(node.id)
  }

  async function focusRow(node: TreeNode | null | undefined) {
    if (!node) return
    active.value = node.id
    await nextTick()
    list.value?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }

  function right(node: TreeNode) {
    if (acts.isFlat?.() || node.kind === 'point') return
    if (open.has(node.id)) void focusRow(node.children[0])
    else toggle(node)
  }

  function left(node: TreeNode) {
    if (acts.isFlat?.()) return
    if (node.kind !== 'point' && open.has(node.id)) toggle(node)
    else void focusRow(node.parent)
  }

  const moves = (node: TreeNode, at: number): Record<string, () => void> => ({
    ArrowDown: () => void focusRow(rows()[at + 1]),
    ArrowUp: () => (at > 0 ? void focusRow(rows()[at - 1]) : acts.above?.()),
    Home: () => void focusRow(rows()[0]),
    End: () => void focusRow(rows().at(-1)),
    ArrowRight: () => right(node),
    ArrowLeft: () => left(node),
    Enter: () => acts.choose(node),
    ' ': () => acts.choose(node),
  })

  /** A key on a row; `own` is what else it does there. */
  function key(event: KeyboardEvent, node: TreeNode, own?: () => void): void {
    take(event, moves(node, rows().indexOf(node))[event.key] ?? own)
  }

  return { open, active, tabStop, toggle, focusRow, key }
}

function take(event: KeyboardEvent, act: (() => void) | undefined) {
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  event.stopPropagation()
  act()
}
