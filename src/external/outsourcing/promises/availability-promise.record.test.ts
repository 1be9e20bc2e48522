import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { AvailabilityPromise } from './availability-promise.record.ts'

await describeRecord(AvailabilityPromise, {
  make: async (n, world) => ({
    ...{
      holdsFrom: '2026-01-01',
      holdsUntil: '2027-12-31',
      target: '99.9000',
      timeZone: 'Europe/Berlin',
      parts: 'web 3',
    },
    ...{ tiers: 'below 99.9: 10 %', monthlyFee: { amount: `${1000 + n}.00`, currency: 'EUR' } },
    ...{ failures: 2, failuresOf: 3, services: [(await world.another('service')).id] },
  }),
  change: { clause: 'Annex 2' },
})
