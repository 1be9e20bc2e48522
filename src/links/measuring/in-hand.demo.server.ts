import { createChance } from '../../foundation/chance.ts'
import type { DemoContext, DemoPart } from '../../foundation/demo.server.ts'
import { recomputeTickets } from '../../internal/support/index.server.ts'
import { relate } from '../../kernel/traits/relations.server.ts'

/** What suppliers of the demo company promise for tickets: by engagement, with the service whose tickets they get. */
const promised = [
  { service: 'mail', engagement: 'Mailboxes, calendars and files for everyone', resolution: '8 h' },
  { service: 'telephony', engagement: 'Telephone numbers and trunks', resolution: '1 working day' },
  { service: 'vm', engagement: 'Computers and storage in the cloud', resolution: '4 h' },
] as const
/** So many tickets of a service are handed over, from one end of that many days to the other. */
const [most, days] = [12, 120]

/** Tickets that suppliers of the demo company had, or have, in hand, under contracts that promise something for them. */
export const inHandPart: DemoPart = {
  name: 'tickets in hand',
  needs: ['tickets', 'claims', 'contracts'],
  create: async (context) => {
    const { kernel, records, now } = context
    const chance = createChance(30_036)
    const handed: string[] = []
    for (const one of promised) {
      const contract = await contractOf(context, one.engagement)
      if (contract === null) continue
      await promise(context, { ...one, contract })
      const { rows } = await records.list('ticket', {
        filter: { service: context.made.id('service', one.service), createdAt: { past: `${days}d` } },
        ...{ sort: 'createdAt', limit: 200 },
      })
      const each = Math.max(1, rows.length / most)
      for (const { id, createdAt } of rows.filter((_, place) => Math.floor(place % each) === 0).slice(0, most)) {
        const at = new Date(Math.min(Date.parse(createdAt) + chance.int(10, 90) * 60_000, now.getTime()))
        const relation = { link: 'ticket_engages_contract', direction: 'forward', other: contract } as const
        await relate({ ...kernel, clock: { ...kernel.clock, now: () => at } }, records.who, { id, relation })
        handed.push(id)
      }
    }
    await recomputeTickets(kernel, handed)
  },
}

async function contractOf({ records }: DemoContext, name: string): Promise<string | null> {
  const { rows: bought } = await records.list('engagement', { filter: { name }, limit: 1 })
  const filter = { engagement: bought[0]?.id ?? null, state: 'in_force' }
  const { rows } = await records.list('contract', { filter, sort: 'number', limit: 1 })
  return rows[0]?.id ?? null
}

async function promise(
  { kernel, records }: DemoContext,
  { engagement, resolution, contract }: { engagement: string; resolution: string; contract: string },
): Promise<void> {
  const { id } = await records.create('service_level', {
    ...{ name: `${engagement}: repairs`, kind: 'uc', resolution },
    about: 'What the supplier promises for tickets that it has in hand under its contract.',
  })
  const relation = { link: 'service_level_binds_contract', direction: 'forward', other: contract } as const
  await relate(kernel, records.who, { id, relation })
}
