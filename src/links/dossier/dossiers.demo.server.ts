import { keepDossiers } from '../../external/contracts/index.server.ts'
import type { DemoPart } from '../../foundation/demo.server.ts'
import { gatherFacts } from './gather.server.ts'

/** The dossiers that the demo company would have by now, put together as on any night. */
export const dossiersPart: DemoPart = {
  name: 'dossiers',
  needs: ['contracts', 'contract-texts', 'claims', 'vendors', 'tickets'],
  create: async ({ kernel }) => void (await keepDossiers(kernel, gatherFacts)),
}
