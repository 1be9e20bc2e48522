import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { Macro } from './macro.record.ts'

await describeRecord(Macro, {
  make: async (n, { another }) => ({
    word: `word${n}`,
    text: 'Hello {requester.firstName}, we look into it.',
    owner: (await another('person')).id,
    team: (await another('team')).id,
    pendingReason: (await another('pending_reason')).id,
    resolutionCode: 'solved',
  }),
  also: ['person.read', 'team.read'],
  change: { text: 'Hello {requester.firstName}, it is done.' },
})
