import { expect, test } from 'vitest'
import { missingText, openSteps } from './step.ts'

test('what a step still needs reads as a sentence', () => {
  expect(missingText([])).toBe('')
  expect(missingText(['its name'])).toBe('Missing: its name.')
  expect(missingText(['its name', 'its currency', 'a calendar'])).toBe(
    'Missing: its name, its currency and a calendar.',
  )
})

test('steps that were put aside no longer wait', () => {
  expect(openSteps([{ state: 'open' }, { state: 'aside' }, { state: 'done' }])).toBe(1)
})
