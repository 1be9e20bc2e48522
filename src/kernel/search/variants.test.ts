import fc from 'fast-check'
import { expect, test } from 'vitest'
import { variantsOf } from './variants.ts'

test.each([
  ['swapped letters', 'exchnage'],
  ['a letter too many', 'exchangge'],
  ['a wrong letter', 'exchanke'],
  ['a missing letter', 'exchage'],
  ['a missing first letter', 'xchange'],
])('%s', (_, typed) => expect(variantsOf(typed)).toContain('exchange'))

test('every variant is one slip away, and none is the word itself', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,6}$/), (word) => {
      const variants = variantsOf(word)
      expect(new Set(variants).size).toBe(variants.length)
      for (const variant of variants) {
        expect(variant).not.toBe(word)
        expect(Math.abs(variant.length - word.length)).toBeLessThanOrEqual(1)
        expect(variantsOf(variant)).toContain(word)
      }
    }),
    { numRuns: 3 },
  )
})
