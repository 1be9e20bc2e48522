import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { SupportSkill } from './support-skill.record.ts'

await describeRecord(SupportSkill, {
  make: async (_, { another }) => ({ category: (await another('ticket_category')).id }),
  change: { level: 'expert' },
})
