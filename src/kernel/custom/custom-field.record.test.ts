import { describeRecord } from '../../../test/kit/describe-record.ts'
import { CustomField } from './custom-field.record.ts'

await describeRecord(CustomField, {
  make: (n) => ({ recordType: 'person', handle: `xMade${n}`, kind: 'text', choices: 'One', target: 'team' }),
  change: { label: 'Badge' },
})
