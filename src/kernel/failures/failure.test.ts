import fc from 'fast-check'
import { expect, test } from 'vitest'
import { errorWords } from './failure.ts'

test('an error reads as one sentence, its stack apart', () => {
  expect(errorWords({ message: 'The disk is full', stack: 'Error: The disk is full\n    at write' })).toEqual({
    says: 'The disk is full.',
    detail: 'Error: The disk is full\n    at write',
  })
  expect(errorWords('TypeError: x is no function\n    at y')).toEqual({
    says: 'x is no function.',
    detail: 'TypeError: x is no function\n    at y',
  })
  expect(errorWords('Connection refused.')).toEqual({ says: 'Connection refused.', detail: null })
  expect(errorWords({ value: { message: 'job failed by timeout in active state' } }).says).toBe(
    'job failed by timeout in active state.',
  )
  expect(errorWords(null)).toEqual({ says: 'It said nothing.', detail: null })
  expect(errorWords({ code: 3 }).says).toBe('{"code":3}.')
})

test('whatever a run leaves behind, there is one short line to read', () => {
  fc.assert(
    fc.property(fc.anything(), (error) => {
      const { says } = errorWords(error)
      expect(says.length).toBeGreaterThan(0)
      expect(says.length).toBeLessThan(310)
      expect(says).not.toContain('\n')
    }),
  )
})
