import { expect, it } from 'vitest'
import { stepFrom } from './keys.ts'

it('goes to the next ticket, also from one that has left the queue', () => {
  const ids = ['a', 'b', 'c']
  expect(stepFrom(ids, null, 1)).toBe('a')
  expect(stepFrom(ids, 'a', 1)).toBe('b')
  expect(stepFrom(ids, 'c', 1)).toBeNull()
  expect(stepFrom(ids, 'a', -1)).toBeNull()
  expect(stepFrom(ids, 'gone', 1, 1)).toBe('b')
  expect(stepFrom(ids, 'gone', 1, 3)).toBe('c')
  expect(stepFrom(ids, 'gone', -1, 1)).toBe('a')
  expect(stepFrom([], 'gone', 1, 0)).toBeNull()
})
