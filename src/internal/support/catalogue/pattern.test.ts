import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { looksLike, problemOfPattern } from './pattern.ts'

describe('what a text must look like', () => {
  test.each([
    ['99-AAA', '12-abc', true],
    ['99-AAA', '1-abc', false],
    ['\\A9+', 'A2026', true],
    ['\\A9+', 'B2026', false],
    ['A+ A+', 'Ada Lovelace', true],
    ['A+', 'Zoë', true],
    ['*+', 'a1 b', false],
    ['+49 9+', '+49 316', true],
    ['', 'x', false],
  ])('%s: %s', (like, text, isSo) => expect(looksLike(text, { like })).toBe(isSo))

  test('a text of only plain characters looks like itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'bcdxyz-_/#'), minLength: 1, maxLength: 30 }), (text) => {
        expect(looksLike(text, { like: text })).toBe(true)
        expect(looksLike(`${text}b`, { like: text })).toBe(false)
      }),
    )
  })

  test('is told in time linear in the text, also where regular expressions would take for ever', () => {
    const started = performance.now()
    expect(looksLike('1'.repeat(20_000), { like: `${'9+'.repeat(40)}A` })).toBe(false)
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('a pattern that means nothing is refused with words', () => {
    expect(problemOfPattern('+9')).toContain('repeats')
    expect(problemOfPattern('9\\')).toContain('backslash')
    expect(problemOfPattern('9\\\\')).toBeNull()
  })
})
