import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { OutsourcedService } from './outsourced-service.record.ts'

await describeRecord(OutsourcedService, {
  make: () => ({ timeZone: 'Europe/Berlin' }),
  also: ['responsibility.read', 'responsibility.write'],
  change: { scope: 'Lines and routers' },
})
