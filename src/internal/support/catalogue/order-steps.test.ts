import { describe, expect, test } from 'vitest'
import { type Approved, stepsFor } from './order-steps.ts'

const self = { isForOther: false, isByManager: false }
const eur = (amount: string) => ({ amount, currency: 'EUR' })
const labels = (item: Partial<Approved>, ordering = self) =>
  stepsFor({ approval: 'none', approvalLimit: null, cost: null, ...item }, ordering).map(({ label }) => label)

describe('who approves an order', () => {
  test('nobody, the manager, or the owner of the service', () => {
    expect(labels({})).toEqual([])
    expect(labels({ approval: 'manager' })).toEqual(['Manager'])
    expect(labels({ approval: 'owner' })).toEqual(['Owner of the service'])
  })

  test('the owner too, once it costs more than the limit', () => {
    const approvalLimit = eur('500.00')
    expect(labels({ approval: 'amount', approvalLimit, cost: eur('500.00') })).toEqual(['Manager'])
    expect(labels({ approval: 'amount', approvalLimit, cost: eur('500.01') })).toEqual([
      'Manager',
      'Owner of the service',
    ])
  })

  test('the owner too, where the cost isn’t known or can’t be compared', () => {
    const approvalLimit = eur('500.00')
    expect(labels({ approval: 'amount', approvalLimit })).toHaveLength(2)
    expect(labels({ approval: 'amount', approvalLimit, cost: { amount: '1.00', currency: 'USD' } })).toHaveLength(2)
  })

  test('not the manager who ordered it for one of their own people', () => {
    expect(labels({ approval: 'manager' }, { isForOther: true, isByManager: true })).toEqual([])
    const [step] = stepsFor(
      { approval: 'manager', approvalLimit: null, cost: null },
      { isForOther: true, isByManager: false },
    )
    expect(step?.approvers).toEqual([{ kind: 'field', field: 'requestedFor', whose: 'manager' }])
  })
})
