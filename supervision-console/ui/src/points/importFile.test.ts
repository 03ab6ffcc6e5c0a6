import { describe, expect, it } from 'vitest'
import { refusal, rowsIn, rowsOf } from './importFile'

describe('importFile', () => {
  it('takes lists of up to 16 MiB', () => {
    expect(refusal({ name: '点位.CSV', size: 5 })).toBe('')
    expect(refusal({ name: 'points.xls', size: 5 })).toBe('notList')
    expect(refusal({ name: 'points.xlsx', size: 17 * 1024 * 1024 })).toBe('tooLarge')
  })

  it('counts the rows below the head', async () => {
    const rows = (text: string, name = 'a.csv') => rowsOf(new File([text], name))
    expect(await rows('code,name\r\n1,a\r\n2,b\r\n')).toBe(2)
    expect(await rows('code,name\n1,a')).toBe(1)
    expect(await rows('code')).toBe(0)
    expect(await rows('', 'a.xlsx')).toBeNull()
  })

  it('a row with two problems is one row', () => {
    const problem = (row: number) => ({ row, column: 'code', kind: 'X', words: '' })
    expect(rowsIn({ done: false, added: 1, changed: 2, unchanged: 3, rows: [], problems: [problem(0), problem(7), problem(7)] })).toBe(7)
  })
})
