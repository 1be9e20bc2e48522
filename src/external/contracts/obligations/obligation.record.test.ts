import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { Obligation } from './obligation.record.ts'

await describeRecord(Obligation, {
  make: () => ({
    ...{ trigger: 'event', firstDueOn: '2026-03-31', everyCount: 1, everyUnit: 'months' },
    ...{ withinCount: 10, withinUnit: 'business_days', passageStart: 10, passageEnd: 90 },
  }),
  change: { clause: '4.1' },
  // No task of it is open here.
  answers: { prove: 409 },
})
