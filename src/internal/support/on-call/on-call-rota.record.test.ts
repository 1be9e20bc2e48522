import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { OnCallRota } from './on-call-rota.record.ts'

await describeRecord(OnCallRota, {
  make: async (_, { another }) => ({
    team: (await another('team')).id,
    handOverAt: '09:00',
    timeZone: 'Europe/Berlin',
  }),
  change: { handOverAt: '17:30' },
})
