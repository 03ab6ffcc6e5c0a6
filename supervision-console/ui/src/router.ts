import { watchEffect } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { words } from './messages'
import { loadSession, session } from './session'
import SignInScreen from './sign-in/SignInScreen.vue'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/sign-in', component: SignInScreen, meta: { open: true } },
    { path: '/', component: () => import('./home/HomeScreen.vue') },
    { path: '/wall', component: () => import('./wall/WallScreen.vue'), meta: { theme: 'wall' } },
    { path: '/points', component: () => import('./points/PointsScreen.vue') },
    { path: '/points/:code', component: () => import('./point/PointScreen.vue'), props: true },
    { path: '/findings/:finding?', component: () => import('./finding/FindingsScreen.vue'), props: true },
    { path: '/runs/:run', component: () => import('./tour/RunScreen.vue'), props: true, meta: { theme: 'wall' } },
    { path: '/statistics', component: () => import('./statistics/StatisticsScreen.vue') },
    { path: '/me', component: () => import('./me/MeScreen.vue') },
    { path: '/people/:part?', component: () => import('./people/PeopleScreen.vue'), props: true },
    { path: '/ledger/:part?', component: () => import('./ledger/LedgerScreen.vue'), props: true },
    { path: '/face', component: () => import('./face/FaceScreen.vue') },
    { path: '/:rest(.*)', redirect: '/' },
  ],
})

router.beforeEach(async (to) => {
  if (!session.known) await loadSession().catch(() => undefined)
  if (!session.account && !to.meta.open) return { path: '/sign-in', query: { back: to.fullPath } }
  if (session.account && to.meta.open) return '/'
  return true
})

router.afterEach((to) => {
  if (to.meta.theme === 'wall') document.documentElement.dataset.theme = 'wall'
  else delete document.documentElement.dataset.theme
})

watchEffect(() => {
  const w = words.value
  const path = router.currentRoute.value.path
  const titles: Record<string, string> = { wall: w.wall.title, points: w.nav.points, findings: w.findings.title, runs: w.run.crumbs, statistics: w.statistics.title, people: w.people.pageTitle, ledger: w.nav.ledger, me: w.me.account, face: w.face.title, 'sign-in': w.signIn.title }
  const title = path === '/ledger/watched' ? w.nav.watched : (titles[path.split('/')[1] ?? ''] ?? w.nav.home)
  document.title = `${title} · ${w.brand}`
})
