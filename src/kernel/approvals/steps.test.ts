import fc from 'fast-check'
import { expect, it } from 'vitest'
import { problemOfSteps } from './steps.ts'

const step = { label: 'Owner', approvers: [{ kind: 'field', field: 'owner' }] }
const amount = (lines: unknown): object => ({ label: 'Money', approvers: [{ kind: 'amount', field: 'cost', lines }] })

it.each([
  [[step]],
  [
    [
      { ...step, quorum: 'any', position: 2 },
      { ...step, quorum: 3 },
    ],
  ],
  [
    [
      amount([
        { upTo: '5000.00', approvers: [{ kind: 'asker', field: 'manager' }] },
        { approvers: [{ kind: 'role', name: 'cio' }] },
      ]),
    ],
  ],
])('takes %j', (steps) => {
  expect(problemOfSteps(steps)).toBeNull()
})

it.each([
  [null, 'Say who decides.'],
  [[], 'Say who decides.'],
  [[step, { ...step, approvers: [] }], 'Step 2: Choose who decides.'],
  [[{ approvers: step.approvers }], "Step 1: 'label' is missing."],
  [[{ ...step, quorum: 0 }], "Step 1: 'quorum' is all, any, or a number from 1 to 50."],
  [[{ ...step, position: 51 }], "Step 1: 'position' is a number from 1 to 50."],
  [[{ ...step, who: 'me' }], "Step 1: 'who' means nothing here."],
  [[{ ...step, approvers: [{ kind: 'role' }] }], "Step 1: 'name' is missing, or isn’t what 'role' takes."],
  [
    [{ ...step, approvers: [{ kind: 'toString' }] }],
    "Step 1: 'kind' is one of account, record, role, field, asker or amount.",
  ],
  [[amount([{ upTo: 5000, approvers: [] }])], "Step 1: 'upTo' is a decimal such as 5000.00."],
  [[amount([])], "Step 1: 'lines' says who decides up to which amount."],
  [[amount([{ approvers: [amount([])] }])], "Step 1: 'kind' is one of account, record, role, field, asker or amount."],
])('says of %j: %s', (steps, says) => {
  expect(problemOfSteps(steps)).toBe(says)
})

it('answers to anything', () => {
  fc.assert(fc.property(fc.anything(), (value) => typeof (problemOfSteps(value) ?? '') === 'string'))
  fc.assert(fc.property(fc.array(fc.anything()), (value) => typeof (problemOfSteps(value) ?? '') === 'string'))
})
