import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { RenewalDossier } from './renewal-dossier.record.ts'

await describeRecord(RenewalDossier, {
  // One end of a contract has one dossier.
  make: async (_, world) => ({ contract: (await world.another('contract')).id }),
  change: { questions: 'Who else could do it?' },
  apart: ['contract'],
})
