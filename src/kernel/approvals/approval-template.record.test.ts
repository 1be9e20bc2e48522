import { describeRecord } from '../../../test/kit/describe-record.ts'
import { ApprovalTemplate } from './approval-template.record.ts'

await describeRecord(ApprovalTemplate, {
  make: () => ({
    recordType: 'service',
    conditions: { criticality: 'vital' },
    asks: 'Change {title}',
    steps: [{ label: 'Owner', approvers: [{ kind: 'field', field: 'owner' }] }],
    boundTo: ['owner'],
  }),
  change: { remindDays: 7 },
})
