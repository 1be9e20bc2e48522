import type { Db } from '../../kernel/database/db.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { readLink, signLink } from '../../kernel/mail/signed-link.server.ts'

const purpose = 'vendor ticket'
const linkDays = 14
const dayMs = 86_400_000

type Needs = Pick<Kernel, 'secret' | 'url' | 'clock'>
/** A link that was made for one contact and one ticket. */
export interface VendorLink {
  readonly id: string
  readonly vendorTicket: string
  readonly contact: string
  readonly isVoid: boolean
}
export interface MadeLink {
  readonly url: string
  readonly until: Date
}

/** Makes a link for a contact; those that they had for this ticket are void from now on. */
export async function makeLink(
  { clock, ...kernel }: Needs & { readonly db: Db },
  { vendorTicket, contact }: { readonly vendorTicket: string; readonly contact: string },
): Promise<MadeLink> {
  const [id, now] = [clock.id(), clock.now()]
  const until = new Date(now.getTime() + linkDays * dayMs)
  await voidLinks(kernel.db, { vendorTicket, contact, now })
  await kernel.db.query({
    text: 'insert into vendor_link (id, vendor_ticket, contact, at, until) values ($1, $2, $3, $4, $5)',
    values: [id, vendorTicket, contact, now, until],
  })
  return { url: addressOf({ clock, ...kernel }, { id, until }), until }
}

/** The link that a contact has already; a new one where they have none that works. */
export async function linkFor(
  kernel: Needs & { readonly db: Db },
  about: { readonly vendorTicket: string; readonly contact: string },
): Promise<MadeLink> {
  const [known] = await kernel.db.query<{ id: string; until: Date }>({
    text: `select id, until from vendor_link where vendor_ticket = $1 and contact = $2 and void_at is null and until > $3
      order by until desc limit 1`,
    values: [about.vendorTicket, about.contact, new Date(kernel.clock.now().getTime() + dayMs)],
  })
  return known ? { url: addressOf(kernel, known), until: known.until } : makeLink(kernel, about)
}

/** Voids the links of a ticket, or those of one contact. */
export const voidLinks = (
  db: Db,
  { vendorTicket, contact = null, now }: { vendorTicket: string; contact?: string | null; now: Date },
): Promise<unknown> =>
  db.query({
    text: `update vendor_link set void_at = $3 where vendor_ticket = $1 and ($2::uuid is null or contact = $2::uuid) and void_at is null`,
    values: [vendorTicket, contact, now],
  })

const addressOf = ({ secret, url }: Needs, { id, until }: { readonly id: string; readonly until: Date }): string =>
  `${url}/for-vendors/${signLink(secret, { purpose, subject: id, until })}`

/** The link that a token is; null for a text that is none, or that is over. */
export async function readVendorLink(
  { secret, clock, db }: Pick<Kernel, 'secret' | 'clock' | 'db'>,
  token: string,
): Promise<VendorLink | null> {
  const id = readLink(secret, purpose, token, clock.now())
  if (id === null) return null
  const [found] = await db.query<VendorLink>({
    text: `select id, vendor_ticket as "vendorTicket", contact, void_at is not null as "isVoid" from vendor_link where id = $1`,
    values: [id],
  })
  return found ?? null
}
