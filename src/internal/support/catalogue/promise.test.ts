import { expect, test } from 'vitest'
import { promiseText } from './promise.ts'

test.each([
  ['Ready on their first day', { promise: 'Ready on their first day', promiseHours: 16 }],
  ['Within one working hour', { promise: null, promiseHours: 1 }],
  ['Within 4 working hours', { promise: ' ', promiseHours: 4 }],
  ['Within one working day', { promiseHours: 8 }],
  ['Within 2 working days', { promiseHours: 9 }],
  ['No delivery time is promised', {}],
])('%s', (words, item) => expect(promiseText(item)).toBe(words))
