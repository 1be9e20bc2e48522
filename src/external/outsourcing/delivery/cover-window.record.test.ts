import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { CoverWindow } from './cover-window.record.ts'

await describeRecord(CoverWindow, {
  make: () => ({ days: ['mon'], startsAt: '08:00', endsAt: '18:00' }),
  change: { startsAt: '09:00' },
})
