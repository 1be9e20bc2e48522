import { createChance } from '../../../foundation/chance.ts'
import type { DemoPart } from '../../../foundation/demo.server.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import { allWritten } from '../../../kernel/record/outcome.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { devicesFor } from './device.demo.ts'

const seed = 51_307

/** What the demo company's people work with. */
export const devicePart: DemoPart = {
  name: 'devices',
  needs: ['people', 'teams', 'locations'],
  create: async ({ records, now }) => {
    const { rows: teams } = await records.list('team', { limit: 100 })
    const inIt = new Set(teams.flatMap((team) => [...idsOf(team['members']), ...idsOf(team['lead'])]))
    const { rows: people } = await records.list('person', {
      filter: { state: 'active', kind: 'employee' },
      sort: 'employeeNumber',
      columns: ['name', 'location'],
      limit: 1000,
    })
    const keepers = people.map((row) => ({ id: row.id, location: locationOf(row), isInIt: inIt.has(row.id) }))
    const seeds = devicesFor(createChance(seed), keepers, now)
    const made = await records.createMany(
      'device',
      seeds.map(({ values }) => values),
    )
    const ids = allWritten('The demo company’s device', made)
    for (const move of ['checkOut', 'sendToRepair', 'retire'] as const) {
      const moved = ids.filter((_, place) => seeds[place]?.moves.includes(move))
      allWritten('The demo company’s device', await records.moveMany('device', moved, move, {}))
    }
  },
}

const locationOf = (row: Row): string | null => idsOf(row['location'])[0] ?? null
