import { computed, shallowRef } from 'vue'
import { api } from '../api'
import { figure, problemWords, words } from '../messages'
import { reloadPoints } from '../point/points'
import type { TreeNode } from '../point/PointTree'
import { noticeProblem } from '../session'
import { oneByOne, type Progress } from './selection'

type Told =
  | { is: 'retiring'; progress: Progress }
  | { is: 'retired'; codes: string[] }
  | { is: 'undone'; count: number }
  | { is: 'planned'; count: number }
  | { is: 'partly'; progress: Progress; codes: string[] }

/** Takes points out of use and puts them back, and says what came of it. */
export function usePointActs() {
  const told = shallowRef<Told | null>(null)

  const sentence = computed(() => {
    const w = words.value.points
    const now = told.value
    if (!now) return ''
    if (now.is === 'retiring') return w.retiring(figure(now.progress.done + 1), figure(now.progress.all))
    if (now.is === 'retired') return w.retired(figure(now.codes.length))
    if (now.is === 'undone') return w.undone(figure(now.count))
    if (now.is === 'planned') return w.workDone(figure(now.count))
    return w.partly(figure(now.progress.done), figure(now.progress.all), problemWords(now.progress.problem))
  })
  const undoable = computed(() => (told.value?.is === 'retired' || told.value?.is === 'partly' ? told.value.codes : []))
  const isTrouble = computed(() => told.value?.is === 'partly')

  async function retire(points: readonly TreeNode[]) {
    const codes = points.map((point) => point.id)
    const progress = await oneByOne(codes, api.retirePoint, (now) => {
      told.value = { is: 'retiring', progress: now }
    })
    await settle(progress, { is: 'retired', codes }, codes.slice(0, progress.done))
  }

  async function undo() {
    const codes = undoable.value
    const progress = await oneByOne(codes, api.restorePoint, () => undefined)
    await settle(progress, { is: 'undone', count: codes.length }, codes.slice(progress.done))
  }

  async function settle(progress: Progress, fine: Told, codes: string[]) {
    if (progress.problem) noticeProblem(progress.problem)
    told.value = progress.problem ? { is: 'partly', progress, codes } : fine
    await reloadPoints()
  }

  return { sentence, undoable, isTrouble, retire, undo, planned: (count: number) => (told.value = { is: 'planned', count }) }
}
