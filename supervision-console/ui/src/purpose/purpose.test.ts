import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { server } from '../server'
import { noticeProblem, session } from '../session'
import { Problem } from '../problem'
import { answered, askPurpose, choosePurpose, isAsking, lastReason, minutesLeft, needPurpose, wrongDetail } from './purpose'

const sent: unknown[] = []

function serverAnswers(reason: string, detail: string, until: number) {
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)))
    return Response.json({ reason, detail, until: new Date(until).toISOString() })
  })
}

describe('purpose', () => {
  beforeEach(() => {
    sent.length = 0
    localStorage.clear()
    server.now = Date.parse('2026-01-01T00:00:00Z')
    session.account = 'admin'
    session.reason = null
    session.until = null
  })

  afterEach(() => {
    answered(false)
    vi.unstubAllGlobals()
  })

  it('nine pictures at once: one question, one answer for all', async () => {
    const all = Array.from({ length: 9 }, () => needPurpose())
    await nextTick()
    expect(isAsking.value).toBe(true)

    serverAnswers('finding', '2026-118', server.now + 3_600_000)
    await choosePurpose('finding', ' 2026-118 ')
    answered(true)

    expect(await Promise.all(all)).toEqual(Array(9).fill(true))
    expect(sent).toEqual([{ reason: 'finding', detail: '2026-118' }])
    expect(session.reason).toBe('finding')
    expect(isAsking.value).toBe(false)
  })

  it('put away: no picture, and the next one asks again', async () => {
    const first = needPurpose()
    answered(false)
    expect(await first).toBe(false)

    const second = needPurpose()
    expect(isAsking.value).toBe(true)
    answered(true)
    expect(await second).toBe(true)
  })

  it('known: nobody is asked, but it can be changed', async () => {
    session.reason = 'routine_tour'
    expect(await needPurpose()).toBe(true)
    expect(isAsking.value).toBe(false)
    void askPurpose()
    expect(isAsking.value).toBe(true)
  })

  it('ends by itself', async () => {
    session.reason = 'routine_tour'
    session.until = server.now + 90_000
    await nextTick()
    expect(minutesLeft.value).toBe(2)
    server.now += 89_000
    await nextTick()
    expect(session.reason).toBe('routine_tour')
    server.now += 1_000
    await nextTick()
    expect(session.reason).toBeNull()
    expect(minutesLeft.value).toBeNull()
  })

  it('the server knows of none: neither do we', () => {
    session.reason = 'routine_tour'
    noticeProblem(new Problem('NO_REASON'))
    expect(session.reason).toBeNull()
  })

  it('signed out while asked: no answer is waited for', async () => {
    const asked = needPurpose()
    session.account = null
    await nextTick()
    expect(await asked).toBe(false)
  })

  it('a number or words where the reason needs them', () => {
    expect(wrongDetail('routine_tour', '')).toBe('')
    expect(wrongDetail('finding', ' 2026-118 ')).toBe('')
    expect(wrongDetail('finding', '')).toBe('number')
    expect(wrongDetail('visit', '一号')).toBe('number')
    expect(wrongDetail('request', 'a'.repeat(33))).toBe('number')
    expect(wrongDetail('other', '看一下')).toBe('text')
    expect(wrongDetail('other', '看看大门口')).toBe('')
    expect(wrongDetail('other', '字'.repeat(201))).toBe('text')
  })

  it('the reason chosen last is offered first, without what was typed', async () => {
    expect(lastReason()).toBe('routine_tour')
    serverAnswers('other', '看看大门口', server.now + 3_600_000)
    await choosePurpose('other', '看看大门口')
    expect(lastReason()).toBe('other')
    expect(JSON.stringify(localStorage)).not.toContain('大门')
    localStorage.setItem('yuanjian.reason', 'curiosity')
    expect(lastReason()).toBe('routine_tour')
  })
})
