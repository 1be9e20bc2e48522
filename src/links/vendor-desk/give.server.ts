import type { Who } from '../../kernel/access/who.ts'
import { idsOf } from '../../kernel/access/rule.ts'
import type { Db } from '../../kernel/database/db.server.ts'
import { conflict, forbidden, invalid } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { inside } from '../../kernel/record/inside.server.ts'
import type { Records, Row } from '../../kernel/record/store.server.ts'
import { relate } from '../../kernel/traits/relations.server.ts'
import { watchAs, watchForMentioned } from '../../kernel/traits/watching.server.ts'
import { onBehalfOf } from './end.server.ts'
import { writeToContacts } from './letter.server.ts'
import { problemOfShares, type Shares } from './shares.ts'

export interface Giving {
  readonly ticket: string
  readonly engagement: string
  /** Null for none; where it is left out, the one in force. */
  readonly contract?: string | null | undefined
  readonly contacts: readonly string[]
  readonly way: 'waits' | 'works'
  /** What the ticket waits for; only where we wait, and the first reason that waits for others unless said. */
  readonly reason?: string | null | undefined
  readonly subject: string
  readonly told: string
  readonly shares: Shares
  /** Mails bring the link and the subject, and nothing of what is said. */
  readonly isLinkOnly?: boolean | undefined
}

/** Gives a ticket to a vendor: their clock starts, the contacts get a link each, and the ticket waits for them or goes on; all of it, or nothing. */
export async function giveToVendor(kernel: Kernel, who: Who, giving: Giving): Promise<Row> {
  const id = await kernel.store.as(who).transaction(async (records, tx) => {
    const ticket = await records.get('ticket', giving.ticket)
    if (!ticket.can.includes('update')) throw forbidden('Only who works on a ticket gives it to a vendor.')
    const within = inside(kernel, tx)
    const acting = onBehalfOf(who)
    await tx.query({ text: 'select from record where id = $1 for no key update', values: [ticket.id] })
    const facts = await check(tx, { giving, ticket, records })
    const made = await putInHand(within, acting, { ...giving, ...facts, ticket: ticket.id })
    await hold(records, { ticket, giving, reason: facts.reason })
    const now = kernel.clock.now()
    await watchAs(tx, { who, recordId: made.id, now })
    await watchForMentioned(tx, { records: idsOf(ticket['assignee']), recordId: made.id, now })
    await writeToContacts(within, {
      vendorTicket: { id: made.id, number: String(made.number), subject: giving.subject },
      ...{ contacts: giving.contacts, by: who.name, hasNewLink: true },
      text: giving.isLinkOnly ? null : giving.told,
    })
    return made.id
  })
  return kernel.store.as(who).get('vendor_ticket', id)
}

interface InHand extends Omit<Giving, 'contract'> {
  readonly vendor: string
  readonly contract: string | null
  readonly isInHand: boolean
}

/** Writes down that a vendor has a ticket: from then on their clock runs. */
export async function putInHand(
  within: Pick<Kernel, 'db' | 'store' | 'clock' | 'registry'>,
  acting: Who,
  { ticket, isInHand, subject, vendor, engagement, contract, contacts, way, told, shares, isLinkOnly = false }: InHand,
): Promise<Row> {
  const made = await within.store.as(acting).create('vendor_ticket', {
    ...{ subject, ticket, vendor, engagement, contract, contacts, way, told, shares, isLinkOnly },
  })
  const join = (link: string, other: string) =>
    relate(within, acting, { id: ticket, relation: { link, direction: 'forward', other } })
  await join('ticket_is_with_vendor', made.id)
  if (!isInHand)
    await (contract ? join('ticket_engages_contract', contract) : join('ticket_engages_engagement', engagement))
  return made
}

interface Checking {
  readonly giving: Giving
  readonly ticket: Row
  readonly records: Records
}
interface Facts {
  readonly vendor: string
  readonly contract: string | null
  readonly reason: string | null
  /** Somebody has it in hand by the same agreement already. */
  readonly isInHand: boolean
}

const open = ['new', 'in_progress', 'pending']

async function check(tx: Db, { giving, ticket, records }: Checking): Promise<Facts> {
  if (!open.includes(ticket.state ?? ''))
    throw conflict('Only a ticket that is being worked on is given to a vendor. Take it up again first.')
  const problem = problemOfShares(giving.shares)
  if (problem) throw invalid([{ field: 'shares', says: `What they see ${problem}` }])
  const engagement = await records.get('engagement', giving.engagement).catch(() => {
    throw invalid([{ field: 'engagement', says: 'There is no such engagement, or you may not see it.' }])
  })
  if (engagement.state === 'ended' || engagement.archivedAt !== null)
    throw invalid([{ field: 'engagement', says: 'This engagement has ended: its vendor gets nothing more.' }])
  const [vendor = ''] = idsOf(engagement['vendor'])
  await checkContacts(tx, { giving, vendor })
  const [known] = await tx.query<{ number: string }>({
    text: `select r.number from vendor_ticket v join record r on r.id = v.id where v.ticket = $1 and v.engagement = $2
      and v.state = 'with_vendor' and v.archived_at is null`,
    values: [ticket.id, engagement.id],
  })
  if (known) throw conflict(`They have it already, as ${known.number}. Take that back first, or write to them there.`)
  const contract = await contractFor(tx, giving)
  const [inHand] = await tx.query({
    text: `select 1 from relation where from_id = $1 and to_id = $2 and starts_with(link, 'ticket_engages_')`,
    values: [ticket.id, contract ?? engagement.id],
  })
  return { vendor, contract, isInHand: inHand !== undefined, reason: await reasonFor(tx, giving) }
}

/** Each of them has to be there, for this, and to be reached by mail. */
async function checkContacts(
  tx: Db,
  { giving, vendor }: { readonly giving: Giving; readonly vendor: string },
): Promise<void> {
  const ids = [...new Set(giving.contacts)]
  if (ids.length === 0) throw invalid([{ field: 'contacts', says: 'Choose whom at the vendor it is for.' }])
  const found = await tx.query<{ id: string; name: string; email: string | null; isThere: boolean }>({
    text: `select id, name, email, state = 'there' and archived_at is null
        and (cardinality(engagements) = 0 or $3::uuid = any(engagements)) as "isThere"
      from vendor_contact where id = any($1::uuid[]) and vendor = $2`,
    values: [ids, vendor, giving.engagement],
  })
  if (found.length < ids.length)
    throw invalid([{ field: 'contacts', says: 'One of them is no contact of this vendor.' }])
  for (const { name, email, isThere } of found) {
    if (!isThere) throw invalid([{ field: 'contacts', says: `${name} is no contact for this engagement any more.` }])
    if (email === null)
      throw invalid([{ field: 'contacts', says: `${name} has no e-mail address. Add it to the contact first.` }])
  }
}

/** The contract whose promises count: the one that was said, or the first of those in force. */
async function contractFor(tx: Db, { contract, engagement }: Giving): Promise<string | null> {
  if (contract === null) return null
  const inForce = await contractsInForce(tx, engagement)
  if (contract === undefined) return inForce[0]?.id ?? null
  if (!inForce.some(({ id }) => id === contract))
    throw invalid([{ field: 'contract', says: 'This contract isn’t in force for what is bought here.' }])
  return contract
}

/** Contracts in force on an engagement: first those that promise something for tickets, then the one that binds longest. */
export const contractsInForce = (
  db: Db,
  engagement: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> =>
  db.query({
    text: `select id, name from contract where engagement = $1 and state = 'in_force' and archived_at is null
      order by exists (select from relation r where r.to_id = contract.id and r.link = 'service_level_binds_contract') desc,
        term_end desc nulls last, id limit 20`,
    values: [engagement],
  })

async function reasonFor(tx: Db, { way, reason }: Giving): Promise<string | null> {
  if (way === 'works') return null
  const [found] = await tx.query<{ id: string }>({
    text: `select id from pending_reason where waits_for = 'third_party' and archived_at is null
      and ($1::uuid is null or id = $1::uuid) order by created_at, id limit 1`,
    values: [reason ?? null],
  })
  if (!found)
    throw invalid([
      { field: 'reason', says: 'There is no such reason to wait for a third party. Make one under Pending reasons.' },
    ])
  return found.id
}

/** The ticket waits for the vendor, or goes on with us. */
async function hold(
  records: Records,
  { ticket, giving, reason }: { readonly ticket: Row; readonly giving: Giving; readonly reason: string | null },
): Promise<void> {
  const { id, state } = ticket
  if (giving.way === 'works') {
    if (state === 'new') await records.move('ticket', id, 'start')
  } else if (state === 'pending') await records.update('ticket', id, { pendingReason: reason })
  else await records.move('ticket', id, 'hold', { set: { pendingReason: reason } })
}
