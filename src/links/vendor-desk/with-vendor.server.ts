import { openSupplierClocks } from '../../internal/support/index.server.ts'
import { idsOf } from '../../kernel/access/rule.ts'
import type { Who } from '../../kernel/access/who.ts'
import type { Filter } from '../../kernel/record/define.ts'
import type { Ref } from '../../kernel/record/field.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { contractsInForce } from './give.server.ts'
import { readForVendor } from './read-for-vendor.server.ts'
import type { Shares } from './shares.ts'
import { theirClock } from './their-clock.ts'
import type { GivingChoices, VendorsOfTicket, WithVendor } from './wire.ts'

const mostShown = 100

/** What agents read of tickets with vendors, as far as they may read them. */
export function openWithVendor(kernel: Kernel) {
  const clocksOf = openSupplierClocks(kernel)
  const list = async (
    who: Who,
    filter: Filter,
  ): Promise<readonly { readonly row: Row; readonly short: WithVendor }[]> => {
    const { rows } = await kernel.store.as(who).list('vendor_ticket', { filter, sort: '-createdAt', limit: mostShown })
    const tickets = [...new Set(rows.flatMap((row) => idsOf(row['ticket'])))]
    const [clocks, numbers] = await Promise.all([clocksOf(tickets), numbersOf(kernel, tickets)])
    return rows.map((row) => {
      const [ticket = ''] = idsOf(row['ticket'])
      const isWith = row.state === 'with_vendor'
      const agreements = [...idsOf(row['contract']), ...idsOf(row['engagement'])]
      const clock = isWith ? theirClock(clocks.get(ticket) ?? [], agreements) : null
      return { row, short: shortOf(row, { clock, number: numbers.get(ticket) ?? '' }) }
    })
  }
  return {
    ofEngagement: async (who: Who, engagement: string): Promise<readonly WithVendor[]> => {
      const { id } = await kernel.store.as(who).get('engagement', engagement)
      return (await list(who, { engagement: id })).map(({ short }) => short)
    },
    ofTicket: async (who: Who, key: string): Promise<VendorsOfTicket> => {
      const ticket = await kernel.store.as(who).get('ticket', key)
      const canGive = ticket.can.includes('update') && ['new', 'in_progress', 'pending'].includes(ticket.state ?? '')
      const rows: VendorsOfTicket['rows'][number][] = []
      for (const { row, short } of await list(who, { ticket: ticket.id })) {
        const shares = row['shares'] as Shares
        const told = String(row['told'])
        const { said, files } = await readForVendor(kernel.db, { ...short, ticket: ticket.id, told, shares })
        const isLinkOnly = row['isLinkOnly'] === true
        rows.push({ ...short, told, shares, isLinkOnly, said, files, version: row.version, can: row.can })
      }
      return { rows, canGive }
    },
    choices: async (who: Who, key: string): Promise<GivingChoices> => {
      const records = kernel.store.as(who)
      const engagement = await records.get('engagement', key)
      const vendor = engagement['vendor'] as Ref
      const { db } = kernel
      const [contacts, contracts, reasons] = await Promise.all([
        db.query<GivingChoices['contacts'][number]>({ text: contactsSql, values: [vendor.id, engagement.id] }),
        contractsInForce(db, engagement.id),
        db.query<GivingChoices['reasons'][number]>(reasonsSql),
      ])
      const readable = new Set(
        kernel.registry.record('contract') && contracts.length > 0
          ? (
              await records
                .list('contract', {
                  filter: { engagement: engagement.id, state: 'in_force' },
                  limit: 20,
                  columns: ['name'],
                })
                .catch(() => ({ rows: [] }))
            ).rows.map(({ id }) => id)
          : [],
      )
      return {
        ...{ vendor, contacts, reasons },
        contracts: contracts.map(({ id, name }) => ({ id, title: readable.has(id) ? name : null })),
      }
    },
  }
}

const contactsSql = `select id, name, role, email from vendor_contact where vendor = $1 and state = 'there' and archived_at is null
  and (cardinality(engagements) = 0 or $2::uuid = any(engagements)) order by level nulls last, name, id limit 100`
const reasonsSql = `select id, name from pending_reason where waits_for = 'third_party' and archived_at is null
  order by created_at, id limit 20`

/** Tickets by their numbers, of those that somebody was found to see by what was given of them. */
async function numbersOf({ db }: Kernel, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ id: string; number: string }>({
    text: 'select id, number from record where id = any($1::uuid[])',
    values: [ids],
  })
  return new Map(rows.map(({ id, number }) => [id, number]))
}

function shortOf(row: Row, { clock, number }: { clock: WithVendor['clock']; number: string }): WithVendor {
  const ticket = row['ticket'] as Ref
  const text = (name: string): string | null => (typeof row[name] === 'string' ? String(row[name]) : null)
  return {
    ...{ id: row.id, number: String(row.number), subject: String(row['subject']), state: String(row.state) },
    way: row['way'] === 'works' ? 'works' : 'waits',
    ticket: { ...ticket, number },
    ...{ vendor: row['vendor'] as Ref, engagement: row['engagement'] as Ref },
    contacts: row['contacts'] as readonly Ref[],
    ...{ since: row.createdAt, endedAt: text('endedAt'), answer: text('answer'), theirNumber: text('theirNumber') },
    clock,
  }
}
