import { createChance } from '../../../foundation/chance.ts'
import type { DemoPart } from '../../../foundation/demo.server.ts'
import { allWritten } from '../../../kernel/record/outcome.server.ts'
import { outagesFor } from './outage.demo.ts'

const seed = 60_211

/** What of the demo company's services did not work in the last year. */
export const outagePart: DemoPart = {
  name: 'outages',
  needs: ['services', 'configuration items'],
  create: async ({ records, made, now }) => {
    const written = await records.createMany(
      'outage',
      outagesFor(createChance(seed), now).map(({ of, values }) => ({
        ...values,
        ...('item' in of
          ? { configurationItem: made.id('configuration_item', of.item) }
          : { service: made.id('service', of.service) }),
      })),
    )
    allWritten('The demo company’s outage', written)
  },
}
