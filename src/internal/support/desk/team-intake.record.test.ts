import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { TeamIntake } from './team-intake.record.ts'

await describeRecord(TeamIntake, {
  make: async (_, { another }) => ({ team: (await another('team')).id }),
  change: { mode: 'round_robin' },
})
