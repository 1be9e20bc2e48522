import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passwordProblem } from '../../access/password.ts'
import { passwordOf } from './new-password.ts'

test('a password from twenty random bytes has five groups of four, and all its bits', () => {
  expect(passwordOf(Uint8Array.from({ length: 20 }, (_, at) => at))).toBe('abcd-efgh-ijkm-npqr-stuv')
  const all = passwordOf(Uint8Array.from({ length: 256 }, (_, at) => at)).replaceAll('-', '')
  const counts = [...new Set(all)].map((letter) => all.split(letter).length - 1)
  expect(counts).toEqual(Array.from({ length: 32 }, () => 8))
})

test('a password that is not a run of one letter is strong enough to be given', () => {
  const varied = fc
    .uint8Array({ minLength: 20, maxLength: 20 })
    .filter((bytes) => new Set(bytes.map((b) => b % 32)).size > 9)
  fc.assert(
    fc.property(varied, (bytes) => {
      expect(passwordProblem(passwordOf(bytes), { email: 'ada@example.com', name: 'Ada Lovelace' })).toBeNull()
    }),
  )
})
