import { nobody, type Who } from '../../kernel/access/who.ts'
import type { Db } from '../../kernel/database/db.server.ts'
import { conflict } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { inside } from '../../kernel/record/inside.server.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { unrelate } from '../../kernel/traits/relations.server.ts'
import { voidLinks } from './link.server.ts'

/** How a ticket comes back from a vendor. */
export type Ending = 'finish' | 'refuse' | 'endHere'

interface End {
  readonly id: string
  readonly how: Ending
  /** What they said, or why we took it back. */
  readonly words: string | null
}

/** A caller who does what rules let nobody do by themselves: the history names them all the same. */
export const onBehalfOf = (who: Who): Who => ({ ...who, isSystem: true })

/** Ends that a vendor has a ticket, within the caller's transaction: their clock, their links, and our waiting for them. */
export async function endWithVendor(
  kernel: Kernel,
  who: Who,
  { tx, id, how, words }: End & { readonly tx: Db },
): Promise<Row> {
  const within = inside(kernel, tx)
  const acting = onBehalfOf(who)
  const records = within.store.as(acting)
  await tx.query({ text: 'select from record where id = $1 for no key update', values: [id] })
  const [row] = await tx.query<Ended>({
    text: 'select ticket, engagement, contract, state from vendor_ticket where id = $1',
    values: [id],
  })
  if (row?.state !== 'with_vendor') throw conflict('It is back already.')
  const now = kernel.clock.now()
  const ended = await records.move('vendor_ticket', id, how, { set: { answer: words, endedAt: now.toISOString() } })
  await voidLinks(tx, { vendorTicket: id, now })
  for (const relation of await relationsOver(tx, { id, ...row })) await unrelate(within, acting, relation)
  await goOn(tx, row.ticket, () => records.move('ticket', row.ticket, 'resume'))
  return ended
}

interface Ended {
  readonly ticket: string
  readonly engagement: string
  readonly contract: string | null
  readonly state: string
}

/** What no longer holds between the ticket and others; what another vendor has it in hand by stays. */
async function relationsOver(
  tx: Db,
  { id, ticket, engagement, contract }: Ended & { readonly id: string },
): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>({
    text: `select r.id from relation r where r.from_id = $1 and (r.link = 'ticket_is_with_vendor' and r.to_id = $2
        or r.link in ('ticket_engages_contract', 'ticket_engages_engagement') and r.to_id in ($3::uuid, $4::uuid)
          and not exists (select from vendor_ticket v where v.ticket = $1 and v.id <> $2 and v.state = 'with_vendor'
            and v.archived_at is null and r.to_id in (v.engagement, v.contract)))
      order by r.id`,
    values: [ticket, id, engagement, contract],
  })
  return rows.map((row) => row.id)
}

/** A ticket that waited for a vendor is ours again, unless it waits for another one. */
async function goOn(tx: Db, ticket: string, resume: () => Promise<unknown>): Promise<void> {
  const [found] = await tx.query({
    text: `select 1 from ticket t join pending_reason p on p.id = t.pending_reason
      where t.id = $1 and t.state = 'pending' and p.waits_for = 'third_party' and not exists (select from vendor_ticket v
        where v.ticket = t.id and v.way = 'waits' and v.state = 'with_vendor' and v.archived_at is null)`,
    values: [ticket],
  })
  if (found) await resume()
}

/** Whoever acts for a vendor: by a link or a mail without an account. */
export const vendorPerson = (
  { contact, contactName, vendorName }: { contact: string; contactName: string; vendorName: string },
  { via, requestId = null, address = null }: Pick<Who, 'via'> & Partial<Pick<Who, 'requestId' | 'address'>>,
): Who => ({
  ...nobody,
  ...{ name: `${contactName} (${vendorName})`, self: contact, isSystem: true },
  ...{ via, requestId, address },
})
