import type { Db } from '../../kernel/database/db.server.ts'
import type { Shares } from './shares.ts'

/** A ticket with a vendor and one of their contacts, as things stand. */
export interface Standing {
  readonly id: string
  readonly number: string
  readonly subject: string
  readonly told: string
  readonly shares: Shares
  readonly way: 'waits' | 'works'
  readonly ticket: string
  readonly engagement: string
  readonly contract: string | null
  readonly theirNumber: string | null
  readonly since: Date
  readonly contact: string
  readonly contactName: string
  readonly vendorName: string
  /** Whether the contact may open it now. */
  readonly isOpen: boolean
}

/** Whether contact `c` may open ticket `v` now: it was given to them, nobody took it back, and neither they nor what we buy there has ended. */
const isOpenSql = `(v.state = 'with_vendor' and v.archived_at is null and c.id = any(v.contacts)
  and c.state = 'there' and c.archived_at is null and c.vendor = v.vendor
  and (cardinality(c.engagements) = 0 or v.engagement = any(c.engagements))
  and e.archived_at is null and e.state <> 'ended' and n.archived_at is null and n.state <> 'exited')`

const from = `select v.id, r.number, v.subject, v.told, v.shares, v.way, v.ticket, v.engagement, v.contract,
    v.their_number as "theirNumber", v.created_at as since, c.id as contact, c.name as "contactName", n.name as "vendorName",
    ${isOpenSql} as "isOpen"
  from vendor_ticket v join record r on r.id = v.id join engagement e on e.id = v.engagement join vendor n on n.id = v.vendor
    join vendor_contact c on `

/** How one contact stands to one ticket; null where there is no such ticket or contact. */
export async function standingOf(
  db: Db,
  { vendorTicket, contact }: { readonly vendorTicket: string; readonly contact: string },
): Promise<Standing | null> {
  const [found] = await db.query<Standing>({
    text: `${from} c.id = $2 where v.id = $1`,
    values: [vendorTicket, contact],
  })
  return found ?? null
}

/** What one contact may open now, what they had longest first; 200 at most. */
export const openTo = (db: Db, contact: string): Promise<readonly Standing[]> =>
  db.query<Standing>({
    text: `${from} c.id = any(v.contacts) where c.id = $1 and ${isOpenSql} order by v.created_at limit 200`,
    values: [contact],
  })
