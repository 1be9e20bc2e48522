import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { leiDigits } from './identifiers.ts'
import { LegalEntity } from './legal-entity.record.ts'

await describeRecord(LegalEntity, {
  change: { address: 'Dietmar-Hopp-Allee 16, Walldorf' },
  make: (n) => {
    const begin = `5299${String(n).padStart(14, '0')}`
    const lei = `${begin}${leiDigits(begin)}`
    return { lei, vatNumber: 'DE143454214', duns: String(100_000_000 + n), country: 'DE' }
  },
})
