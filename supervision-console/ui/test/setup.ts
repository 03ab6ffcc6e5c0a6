import { beforeEach } from 'vitest'
import { choose } from '../src/messages'

// All tests share one page: each begins in the first language.
beforeEach(() => choose('zh-CN'))
