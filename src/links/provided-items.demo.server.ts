import type { DemoPart } from '../foundation/demo.server.ts'
import { relate } from '../kernel/traits/relations.server.ts'
import { itemProvidedUnder } from './item-provided-under.link.ts'

/** Who of the demo company's vendors provides what is in operation: by item, the name of the engagement. */
const provided = [
  ['trunk', 'Telephone numbers and trunks'],
  ['core-ham', 'Switches, access points and their support'],
  ['core-gdn', 'Switches, access points and their support'],
  ['array', 'Storage systems and their support'],
  ['hosts', 'Servers and their support'],
  ['power-ham', 'Emergency power in both data centres'],
  ['cooling-ham', 'Cooling of the data centre in Hamburg'],
  ['database', 'Database licences'],
] as const

/** Configuration items of the demo company with what is bought for them. */
export const providedItemsPart: DemoPart = {
  name: 'provided items',
  needs: ['configuration items', 'vendors'],
  create: async ({ kernel, records, made }) => {
    const { rows } = await records.list('engagement', {
      filter: { name: [...new Set(provided.map(([, name]) => name))] },
      limit: 100,
    })
    for (const [item, name] of provided) {
      const engagement = rows.find((row) => row['name'] === name)
      if (!engagement) throw new Error(`The demo company buys no ‘${name}’.`)
      const relation = { link: itemProvidedUnder.name, direction: 'forward', other: engagement.id } as const
      await relate(kernel, records.who, { id: made.id('configuration_item', item), relation })
    }
  },
}
