import { expect, it } from 'vitest'
import { registry } from '../../../app/records.ts'
import { firstStep, missingIn, stepsToSend, whoChoices } from './asked-step.ts'

const person = registry.record('person')
const choices = whoChoices(registry.record('service'), person)
const [ada, bea] = [
  { id: 'a', title: 'Ada' },
  { id: 'b', title: 'Bea' },
]

it('offers people, whom the record names, and one’s own manager', () => {
  expect(choices).toEqual([
    { value: 'people', label: 'People I choose' },
    { value: 'field:owner', label: 'Owner of this service' },
    { value: 'asker:manager', label: 'My manager' },
  ])
})

it('asks in steps, each named by who decides in it', () => {
  const steps = [
    { ...firstStep, people: [ada, bea], quorum: 'any' as const },
    { ...firstStep, who: 'field:owner' },
  ]
  expect(stepsToSend(steps, choices)).toEqual([
    {
      label: 'Ada and Bea',
      quorum: 'any',
      approvers: [
        { kind: 'record', id: 'a' },
        { kind: 'record', id: 'b' },
      ],
    },
    { label: 'Owner of this service', quorum: 'all', approvers: [{ kind: 'field', field: 'owner' }] },
  ])
})

it('says what is missing before it sends', () => {
  expect(missingIn(' ', [firstStep])).toBe('Say what is to be approved.')
  expect(missingIn('Buy', [firstStep])).toBe('Choose who decides.')
  expect(missingIn('Buy', [{ ...firstStep, people: [ada] }, firstStep])).toBe('Choose who decides in step 2.')
  expect(missingIn('Buy', [{ ...firstStep, who: 'asker:manager' }])).toBeNull()
})
