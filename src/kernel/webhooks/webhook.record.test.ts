import { registry } from '../../app/records.ts'
import { describeRecord } from '../../../test/kit/describe-record.ts'

await describeRecord(registry.record('webhook'), {
  make: () => ({ url: 'https://example.com/hooks', recordTypes: ['person'], conditions: { state: 'active' } }),
  change: { url: 'https://example.com/other' },
})
