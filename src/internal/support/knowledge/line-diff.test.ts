import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffLines } from './line-diff.ts'

const said = (before: string, after: string): string =>
  diffLines(before, after)
    .map(({ kind, text }) => `${{ same: ' ', gone: '-', new: '+' }[kind]}${text}`)
    .join('\n')

test('says which lines are gone and which are new', () => {
  expect(said('a\nb\nc', 'a\nc\nd')).toBe(' a\n-b\n c\n+d')
  expect(said('', 'a')).toBe('+a')
  expect(said('a', '')).toBe('-a')
})
test('tells both texts whole, and nothing of equal ones', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 })
    .map((lines) => `x\n${lines.join('\n')}`)
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after)
      const only = (gone: 'gone' | 'new') =>
        lines.filter(({ kind }) => kind === 'same' || kind === gone).map((line) => line.text)
      expect(only('gone').join('\n')).toBe(before)
      expect(only('new').join('\n')).toBe(after)
      if (before === after) expect(lines.every(({ kind }) => kind === 'same')).toBe(true)
    }),
  )
})
