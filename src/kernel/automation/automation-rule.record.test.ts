import { describeRecord } from '../../../test/kit/describe-record.ts'
import { AutomationRule } from './automation-rule.record.ts'

await describeRecord(AutomationRule, {
  make: () => ({
    recordType: 'service',
    verbs: ['created'],
    changed: ['owner'],
    conditions: { state: 'live' },
    actions: [{ do: 'comment', text: 'Hello' }],
    recurrence: 'FREQ=DAILY',
    startsAt: '2026-01-01T06:00:00.000Z',
    timeZone: 'Europe/Berlin',
  }),
  change: { position: 7 },
})
