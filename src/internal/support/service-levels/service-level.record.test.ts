import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ServiceLevel } from './service-level.record.ts'

await describeRecord(ServiceLevel, {
  make: () => ({
    response: '30 min',
    resolution: '2 working days',
    nextReply: '4 h',
    update: '1 day',
    goesOn: ['response'],
    standsStill: ['update'],
    steps: [
      { metric: 'resolution', after: { percent: 75 }, actions: [{ do: 'tell', whom: ['assignee', 'lead'] }] },
      { metric: 'resolution', after: { minutes: 30 }, actions: [{ do: 'raise' }] },
    ],
  }),
  change: { response: '1 h' },
})
