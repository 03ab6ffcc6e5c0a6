import { expect, it } from 'vitest'
import { stillName } from './stillName'

it('names the point and the time', () => expect(stillName('松溪司法所 · 入口/东', new Date(2026, 10, 24, 9, 14, 5).getTime())).toBe('松溪司法所 · 入口 东 2026-11-24 091405.jpg'))
