import type { DemoPart } from '../../../foundation/demo.server.ts'
import { demoItems, demoPlaces } from './catalogue.demo.ts'
import { writeItems } from './keep-catalogue.server.ts'
import { readyMade } from './ready-made.ts'

/** What the demo company's people can ask for, by the teams that do it. */
export const cataloguePart: DemoPart = {
  name: 'catalogue',
  needs: ['teams', 'services'],
  create: async ({ records, made }) => {
    const ids = await writeItems(records, [...readyMade, ...demoItems], ({ key }) => {
      const [team, service] = demoPlaces[key] ?? []
      if (team === undefined || service === undefined) return {}
      return { team: made.id('team', team), service: made.id('service', service) }
    })
    for (const [key, id] of ids) made.put('catalogue_item', key, id)
  },
}
