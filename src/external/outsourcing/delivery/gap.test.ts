import { expect, it } from 'vitest'
import { type Duty, gapText } from './gap.ts'

const duty: Duty = { activity: 'Restore backups', responsible: 'supplier', accountable: 'supplier', person: null }

it('names what is missing, and nothing where the supplier does and answers for it', () => {
  expect(gapText(duty)).toBeNull()
  expect(gapText({ ...duty, responsible: null })).toBe('Nobody does “Restore backups”.')
  expect(gapText({ ...duty, accountable: null })).toBe('Nobody answers for “Restore backups”.')
  expect(gapText({ ...duty, responsible: null, accountable: null })).toBe(
    'Nobody does “Restore backups”, and nobody answers for it.',
  )
})

it('asks for a name where our side does it or answers for it', () => {
  for (const ours of [{ responsible: 'us' }, { responsible: 'both' }, { accountable: 'us' }] as const) {
    expect(gapText({ ...duty, ...ours })).toBe('No person of ours is named for “Restore backups”.')
    expect(gapText({ ...duty, ...ours, person: 'Ada' })).toBeNull()
  }
})
