import { describeRecord } from '../../../test/kit/describe-record.ts'
import { SpecialDay } from './special-day.record.ts'

await describeRecord(SpecialDay, {
  make: async (_, world) => ({
    startsOn: '2026-12-27',
    endsOn: '2026-12-30',
    hours: '09:00–12:00',
    calendar: (await world.another('calendar')).id,
  }),
  change: { hours: '10:00–12:00' },
})
