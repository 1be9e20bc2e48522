import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ServiceCredit } from './service-credit.record.ts'

await describeRecord(ServiceCredit, {
  make: () => ({ periodFrom: '2026-09-01', periodTo: '2026-09-30', claimBy: '2026-10-07' }),
  change: { name: 'Availability of payroll in September' },
})
