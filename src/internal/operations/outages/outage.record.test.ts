import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { Outage } from './outage.record.ts'

await describeRecord(Outage, {
  make: async (_, world) => ({
    service: (await world.another('service')).id,
    startedAt: '2026-03-02T08:00:00.000Z',
    endedAt: '2026-03-02T09:30:00.000Z',
    isPlanned: true,
  }),
  change: { usersAffected: 12 },
  also: ['service.read'],
})
