import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSealer, SealBroken } from './sealer.server.ts'

const sealer = openSealer('a secret of an installation, long enough')

test('whatever is sealed comes back, never reads as itself, and seals differently each time', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
      const sealed = sealer.seal(text)
      expect(sealer.open(sealed)).toBe(text)
      expect(sealed).toMatch(/^sealed\.1\.[\w-]+$/)
      expect(sealer.seal(text)).not.toBe(sealed)
    }),
  )
})

test('what is sealed already stays as it is, so that undo puts it back', () => {
  const sealed = sealer.seal('hush')
  expect(sealer.seal(sealed)).toBe(sealed)
  expect(sealer.seal('sealed.1.made-up')).not.toBe('sealed.1.made-up')
})

test('another key, an altered text and what was never sealed are refused', () => {
  const sealed = sealer.seal('hush')
  const middle = sealed.length - 6
  const altered = sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1)
  expect(() => openSealer('another secret of another installation').open(sealed)).toThrow(SealBroken)
  for (const wrong of [altered, 'hush', '', 'sealed.1.']) expect(() => sealer.open(wrong)).toThrow(SealBroken)
})
