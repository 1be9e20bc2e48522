import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { RenewalAlternative } from './renewal-alternative.record.ts'

await describeRecord(RenewalAlternative, { change: { remark: 'They would move the lines at night.' } })
