import { describeRecord } from '../../../test/kit/describe-record.ts'
import { Calendar } from './calendar.record.ts'

await describeRecord(Calendar, {
  make: () => ({
    timeZone: 'Europe/Berlin',
    ...{ monday: '08:00–12:00, 13:00–17:00', tuesday: '22:00–06:00', wednesday: 'all day', thursday: 'closed' },
    ...{ friday: '9-17', saturday: '10–12', sunday: '10–11', country: 'DE', region: 'HH' },
  }),
  change: { friday: '09:00–16:00' },
})
