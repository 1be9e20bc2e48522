import type { DemoPart } from '../../../foundation/demo.server.ts'
import { allWritten } from '../../../kernel/record/outcome.server.ts'
import { demoItems } from './configuration-item.demo.ts'

/** What the demo company's services rest on, by key. */
export const configurationItemPart: DemoPart = {
  name: 'configuration items',
  needs: ['services', 'teams', 'locations'],
  create: async ({ records, made }) => {
    const written = await records.createMany(
      'configuration_item',
      demoItems.map(({ name, class: kind, does, services, team, location }) => ({
        ...{ name, class: kind, does, services: services.map((key) => made.id('service', key)) },
        ...{ team: made.id('team', team), location: made.id('location', location) },
      })),
    )
    const ids = allWritten('The demo company’s configuration item', written)
    for (const [index, { key }] of demoItems.entries()) made.put('configuration_item', key, ids[index] ?? '')
    const inState = (...states: readonly string[]): readonly string[] =>
      ids.filter((_, index) => states.includes(demoItems[index]?.state ?? ''))
    for (const [move, moved] of [
      ['goLive', inState('live', 'retired')],
      ['retire', inState('retired')],
    ] as const)
      allWritten('The demo company’s configuration item', await records.moveMany('configuration_item', moved, move))
  },
}
