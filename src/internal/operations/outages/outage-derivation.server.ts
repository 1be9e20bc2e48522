import { idsOf } from '../../../kernel/access/rule.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Derivation } from '../../../kernel/record/derivation.server.ts'
import { alsoHitBy, type Hits, itemToAsk } from './also-hit.ts'

/** What outages work out of themselves: the further services that they hit, which their item supports. */
export const outageDerivation = ({ db }: Pick<Kernel, 'db'>): Derivation => ({
  work: async (rows) => {
    const changes = rows.map(({ before, after }) => ({ before: before && hitsOf(before), after: hitsOf(after) }))
    const asked = [...new Set(changes.flatMap((change) => itemToAsk(change) ?? []))]
    const found =
      asked.length === 0
        ? []
        : await db.query<{ id: string; services: readonly string[] }>({
            text: 'select id, services from configuration_item where id = any($1::uuid[])',
            values: [asked],
          })
    const supports = new Map(found.map(({ id, services }) => [id, services]))
    return changes.map((change) => ({ alsoHit: alsoHitBy(supports.get(itemToAsk(change) ?? '') ?? [], change) }))
  },
  after: { fields: [], verbs: [] },
  follow: async () => undefined,
})

const hitsOf = (row: Readonly<Record<string, unknown>>): Hits => ({
  service: idsOf(row['service'])[0] ?? null,
  configurationItem: idsOf(row['configurationItem'])[0] ?? null,
  alsoHit: idsOf(row['alsoHit']),
})
