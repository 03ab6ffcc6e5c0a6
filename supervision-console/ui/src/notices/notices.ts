import { computed, shallowRef, watch } from 'vue'
import { EVENTS, noticeApi, type Notice } from '../api.notices'
import { askHealth, forgetHealth, heardChanges, heardIncidents, heardStates, heardWorks } from '../health/health'
import { forgetLedger, heardLedger } from '../ledger/ledgerState'
import { words } from '../messages'
import { askServer, heardServer, lost } from '../server'
import { may, noticeProblem, session } from '../session'
import { NoticeFeed, type Way } from './NoticeFeed'

const READ = 'yuanjian.notices.read.'

/** Notices of who is signed in, the newest first. Shared by all screens. */
export const notices = shallowRef<readonly Notice[]>([])
export const way = shallowRef<Way>('polling')
/** Id of the last one that was noted on this computer. */
const read = shallowRef('')

export const unread = computed(() => notices.value.filter((notice) => notice.id > read.value))

let feed: NoticeFeed | undefined
let isWatching = false

/** Follows the notices of whoever is signed in; once for all screens. */
export function watchNotices(): void {
  if (isWatching) return
  isWatching = true
  watch(() => session.id, begin, { immediate: true })
}

function begin(account: string | null): void {
  feed?.stop()
  notices.value = []
  forgetHealth()
  forgetLedger()
  if (!account) return
  read.value = localStorage.getItem(READ + account) ?? ''
  feed = new NoticeFeed({
    list: noticeApi.after,
    stream: (after) => new EventSource(after ? `${EVENTS}?${new URLSearchParams({ after })}` : EVENTS),
    trouble: noticeProblem,
    changed: (found, how) => {
      notices.value = found
      way.value = how
    },
    others: { server: heardServer, states: heardStates, changes: heardChanges, incidents: heardIncidents, works: heardWorks, ledger: heardLedger },
    ask: () => Promise.all([askServer(), askHealth()]),
    silent: lost,
  })
  void feed.start()
}

/** All up to this one are noted. */
export function noteUpTo(notice: Notice): void {
  if (notice.id <= read.value) return
  read.value = notice.id
  if (session.id) localStorage.setItem(READ + session.id, notice.id)
}

/** What a notice says. */
export function noticeWords({ kind, facts }: Notice): string {
  const w = words.value.notices
  return w.kinds[kind]?.({ ...facts, isOwn: facts.account === session.id ? 'own' : '' }) ?? w.other(kind)
}

/** Where one can do something about it. */
export function wayOn({ kind, object, facts }: Notice): { to: string; words: string } | null {
  const w = words.value.notices
  if (kind === 'view_request') return may('approve') ? { to: '/people/sensitive', words: w.toRequest } : null
  if (kind === 'view_answer' && may('live')) return { to: `/points/${object}`, words: w.toPoint }
  if (kind.startsWith('finding_') && may('findings')) return { to: `/findings/${facts.number ?? ''}`, words: w.toFinding }
  if (kind !== 'break_glass') return null
  if (may('ledger')) return { to: '/ledger', words: w.toLedger }
  return facts.place === 'point' && may('see') ? { to: `/points/${object}`, words: w.toPoint } : null
}
