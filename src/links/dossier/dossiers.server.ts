import {
  assemble,
  decideAsOwner,
  enterAlternative,
  keepDecision,
  keepDossiers,
} from '../../external/contracts/index.server.ts'
import { defineProcessor, type Processor } from '../../kernel/events/processor.server.ts'
import type { Job } from '../../kernel/jobs/jobs.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import type { ActionHandler } from '../../kernel/record/action.server.ts'
import { inside } from '../../kernel/record/inside.server.ts'
import { gatherFacts } from './gather.server.ts'

/** Puts dossiers together on the night on which they are due, and brings those that are open up to date. */
export const dossierJob: Job = {
  name: 'renewal-dossiers',
  about: 'Put together what is known for deciding about contracts whose day to decide is near',
  cron: '50 2 * * *',
  run: async (kernel) => {
    const { made, changed, setAside } = await keepDossiers(kernel, gatherFacts)
    if (made + changed + setAside > 0)
      kernel.log.info({ made, changed, setAside }, 'Renewal dossiers were brought up to date.')
  },
}

/** Keeps each decision with what was known then, however it was written into the log. */
export const followDecisions = (kernel: Kernel): Processor =>
  defineProcessor({
    name: 'renewal-dossiers',
    once: true,
    startsAt: 'now',
    on: ({ type, verb, via, after }) =>
      type === 'contract_event' && verb === 'created' && via !== 'demo' && after?.['kind'] === 'decision',
    handle: async ({ recordId }, { db }) => void (await keepDecision(inside(kernel, db), gatherFacts, recordId)),
  })

/** What people do about dossiers: have one put together ahead of its time, and decide. */
export const dossierActions = (kernel: Kernel): Readonly<Record<string, ActionHandler>> => ({
  'contract.assemble': async ({ tx, row }) => void (await assemble(inside(kernel, tx), gatherFacts, row.id)),
  'contract.decide': async ({ records, tx, row, input }) => {
    const within = inside(kernel, tx)
    const event = await decideAsOwner(within, records.who, { contract: row, input })
    await keepDecision(within, gatherFacts, event)
  },
  'renewal_dossier.enterAlternative': ({ records, tx, row, input }) =>
    enterAlternative(inside(kernel, tx), records.who, { dossier: row.id, input }),
})
