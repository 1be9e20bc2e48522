import { assemble } from '../../external/contracts/index.server.ts'
import type { DemoPart } from '../../foundation/demo.server.ts'
import { gatherFacts } from './gather.server.ts'

/** So many are there from the beginning; the others are made by the first night. */
const most = 3

/** The dossiers of the demo company that are needed first, put together as on any night. */
export const dossiersPart: DemoPart = {
  name: 'dossiers',
  needs: ['contracts', 'contract-texts', 'claims', 'vendors', 'tickets'],
  create: async ({ kernel, records }) => {
    const { rows } = await records.list('contract', {
      filter: { state: 'in_force', decision: null, outlook: 'renews', decideBy: { within: '90d' } },
      ...{ sort: 'decideBy', limit: most },
    })
    for (const { id } of rows) await assemble(kernel, gatherFacts, id, records.who)
  },
}
