import { defineLink } from '../kernel/record/define.ts'

/** Under which engagement a configuration item is provided or kept: neither of the two layers knows of the other. */
export const itemProvidedUnder = defineLink('configuration_item_provided_under_engagement', {
  from: 'configuration_item',
  to: 'engagement',
  reads: ['is provided under', 'provides'],
  access: {
    // Either end is told to those alone who may read it.
    read: 'anyone',
    create: { holds: 'configuration_item.write' },
    remove: { holds: 'configuration_item.write' },
  },
})
