import type { NewStep } from '../../../kernel/approvals/steps.ts'
import { toMinor } from '../../../kernel/record/money.ts'
import type { CatalogueItem } from './catalogue-item.record.ts'

export type Approved = Pick<CatalogueItem, 'approval' | 'approvalLimit' | 'cost'>
export interface Ordering {
  /** Whether somebody else needs it than who orders. */
  readonly isForOther: boolean
  /** Whoever orders is the manager of whom it is for: by ordering they agreed. */
  readonly isByManager: boolean
}

/** Who has to approve an order, step by step; none where nobody has to. Templates say so themselves. */
export function stepsFor(item: Approved, { isForOther, isByManager }: Ordering): readonly NewStep[] {
  const manager: NewStep = {
    label: 'Manager',
    approvers: [{ kind: 'field', field: isForOther ? 'requestedFor' : 'requester', whose: 'manager' }],
  }
  const owner: NewStep = {
    label: 'Owner of the service',
    approvers: [{ kind: 'field', field: 'service', whose: 'owner' }],
  }
  const byManager = isByManager ? [] : [manager]
  if (item.approval === 'manager') return byManager
  if (item.approval === 'owner') return [owner]
  if (item.approval === 'amount') return isAbove(item) ? [...byManager, owner] : byManager
  return []
}

/** Whether the cost is above the limit; a cost that isn't known, or is in another currency, counts as above. */
function isAbove({ cost, approvalLimit }: Approved): boolean {
  if (cost === null || approvalLimit === null || cost.currency !== approvalLimit.currency) return true
  return (toMinor(cost) ?? Number.POSITIVE_INFINITY) > (toMinor(approvalLimit) ?? 0)
}
