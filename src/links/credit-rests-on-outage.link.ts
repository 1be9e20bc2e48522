import { defineLink } from '../kernel/record/define.ts'

/** The outages that a claim for a service credit rests on: its evidence in the internal layer. */
export const creditRestsOnOutage = defineLink('service_credit_rests_on_outage', {
  from: 'service_credit',
  to: 'outage',
  reads: ['rests on', 'is claimed in'],
  access: {
    // Either end is told to those alone who may read it.
    read: 'anyone',
    create: { holds: 'service_credit.write' },
    remove: { holds: 'service_credit.write' },
  },
})
