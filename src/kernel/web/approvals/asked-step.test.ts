import { expect, it } from 'vitest'
import { registry } from '../../../app/records.ts'
import { problemOfSteps } from '../../approvals/steps.ts'
import { defineRecord } from '../../record/define.ts'
import { f } from '../../record/field.ts'
import { type AskedStep, firstStep, missingIn, nobodyYet, stepsFrom, stepsToSend, whoChoices } from './asked-step.ts'

const person = registry.record('person')
const choices = whoChoices(registry.record('service'), person)
const names = { person: (id: string) => ({ a: 'Ada', b: 'Bea' })[id] ?? null, role: (name: string) => `The ${name}` }
const [ada, bea] = [
  { id: 'a', title: null },
  { id: 'b', title: null },
]
const steps: readonly AskedStep[] = [
  { ...firstStep, people: [ada, bea], quorum: 'any' },
  { ...firstStep, who: 'field:owner', isTogether: true },
  { ...firstStep, who: 'role', role: 'cio' },
  {
    ...firstStep,
    who: 'amount:cost',
    lines: [
      { ...nobodyYet, upTo: '5000', who: 'asker:manager' },
      { ...nobodyYet, upTo: '', people: [ada] },
    ],
  },
]

it('offers people, roles, whom the record names, one’s own manager, and amounts', () => {
  expect(choices).toEqual([
    { value: 'people', label: 'People I choose' },
    { value: 'role', label: 'Whoever has a role' },
    { value: 'field:owner', label: 'Owner of this service' },
    { value: 'asker:manager', label: 'My manager' },
  ])
  const bought = defineRecord('bought', {
    label: ['Purchase', 'Purchases'],
    about: 'Bought.',
    fields: { cost: f.money({}), many: f.int({}) },
    access: { read: 'nobody', create: 'nobody', update: 'nobody', archive: 'nobody' },
    list: { columns: ['cost'], sort: 'cost' },
    page: [{ panel: 'All', shows: ['cost', 'many'] }],
  })
  expect(whoChoices(bought, person).map(({ label }) => label)).toEqual([
    'People I choose',
    'Whoever has a role',
    'My manager',
    'By the size of cost',
    'By the size of many',
  ])
})

it('asks in steps, each named by who decides in it', () => {
  expect(stepsToSend(steps, { choices, names })).toEqual([
    {
      label: 'Ada and Bea',
      position: 1,
      quorum: 'any',
      approvers: [
        { kind: 'record', id: 'a' },
        { kind: 'record', id: 'b' },
      ],
    },
    { label: 'Owner of this service', position: 1, quorum: 'all', approvers: [{ kind: 'field', field: 'owner' }] },
    { label: 'The cio', position: 2, quorum: 'all', approvers: [{ kind: 'role', name: 'cio' }] },
    {
      label: 'Others',
      position: 3,
      quorum: 'all',
      approvers: [
        {
          kind: 'amount',
          field: 'cost',
          lines: [
            { upTo: '5000', approvers: [{ kind: 'asker', field: 'manager' }] },
            { approvers: [{ kind: 'record', id: 'a' }] },
          ],
        },
      ],
    },
  ])
})

it('chooses anew what it sent, and keeps what only the API can say', () => {
  const sent = stepsToSend(steps, { choices, names })
  expect(stepsFrom(sent)).toEqual(steps)
  const mixed = [
    { kind: 'role', name: 'cio' },
    { kind: 'field', field: 'owner', whose: 'manager' },
  ] as const
  const kept = stepsFrom([{ label: 'Both', position: 1, quorum: 2, approvers: mixed }])
  expect(stepsToSend(kept, { choices, names })).toEqual([{ label: 'Others', position: 1, quorum: 2, approvers: mixed }])
  expect(problemOfSteps(sent)).toBeNull()
})

it('says what is missing before it sends', () => {
  expect(missingIn(' ', [firstStep])).toBe('Say what is to be approved.')
  expect(missingIn('Buy', [firstStep])).toBe('Choose who decides.')
  expect(missingIn('Buy', [{ ...firstStep, people: [ada] }, firstStep])).toBe('Choose who decides in step 2.')
  expect(missingIn('Buy', [{ ...firstStep, who: 'asker:manager' }])).toBeNull()
  expect(missingIn('Buy', [{ ...firstStep, who: 'role' }])).toBe('Choose who decides.')
  expect(missingIn('Buy', [{ ...firstStep, who: 'amount:cost' }])).toBe('Choose who decides.')
  expect(missingIn('Buy', steps)).toBeNull()
})
