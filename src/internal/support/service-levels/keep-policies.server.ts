import { allWritten } from '../../../kernel/record/outcome.server.ts'
import type { DemoPart } from '../../../foundation/demo.server.ts'
import type { Records } from '../../../kernel/record/store.server.ts'
import { readyMade } from './ready-made.ts'

/** Writes what most promise to begin with. Where there is any policy, also an archived one, nothing happens. */
export async function ensureServiceLevels(records: Records): Promise<void> {
  const { count } = await records.count('service_level', { archived: 'with' })
  if (count > 0) return
  allWritten('The ready-made service level', await records.createMany('service_level', readyMade))
}

/** What the demo company promises: what most do, and more for what everybody signs in by. */
export const serviceLevelPart: DemoPart = {
  name: 'service levels',
  needs: ['calendars', 'services'],
  create: async ({ records, made }) => {
    await ensureServiceLevels(records)
    await records.create('service_level', {
      name: 'Signing in',
      about: 'Agreed with the works council: without it nobody works.',
      services: [made.id('service', 'identity')],
      calendar: made.id('calendar', 'DE'),
      ...{ response: '2 h', resolution: '1 working day', nextReply: '4 h' },
      steps: [{ metric: 'resolution', after: { minutes: -60 }, actions: [{ do: 'tell', whom: ['assignee', 'lead'] }] }],
    })
  },
}
