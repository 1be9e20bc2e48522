import { changeAccount, createAccount } from '../../kernel/access/accounts.server.ts'
import { onlyGuest } from '../../kernel/access/abilities.ts'
import { system, type Who } from '../../kernel/access/who.ts'
import type { Db } from '../../kernel/database/db.server.ts'
import { conflict, notFound, signInNeeded } from '../../kernel/errors.ts'
import { defineProcessor, type Processor } from '../../kernel/events/processor.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { writeLetter } from '../../kernel/mail/letter.ts'
import { queueMail } from '../../kernel/mail/mail.server.ts'
import { readLink, signLink } from '../../kernel/mail/signed-link.server.ts'
import { onBehalfOf } from './end.server.ts'
import type { PortalAccess } from './wire.ts'

const role = 'vendor'
const purpose = 'vendor invitation'
const linkDays = 7
const dayMs = 86_400_000

/** Somebody of a vendor who may sign in. */
export interface Guest {
  readonly contact: string
  readonly contactName: string
  readonly vendorName: string
}

/** Whether contact `c` of vendor `n` is still somebody who works on what we buy there. */
const isThereSql = `(c.state = 'there' and c.archived_at is null and n.archived_at is null and n.state <> 'exited'
  and (cardinality(c.engagements) = 0 or exists (select from engagement e where e.id = any(c.engagements)
    and e.archived_at is null and e.state <> 'ended')))`

/** The contact that a caller stands for. Whoever is none any more is sent to the door, though their session may still run. */
export async function guestOf(db: Db, who: Who): Promise<Guest> {
  if (!who.permissions.has(onlyGuest)) throw notFound()
  const [found] = await db.query<Guest>({
    text: `select c.id as contact, c.name as "contactName", n.name as "vendorName"
      from vendor_contact c join vendor n on n.id = c.vendor where c.id = $1 and ${isThereSql}`,
    values: [who.self],
  })
  if (!found) throw signInNeeded()
  return found
}

/** How a contact that the caller sees can sign in. */
export async function readAccess(
  { db, store }: Pick<Kernel, 'db' | 'store'>,
  who: Who,
  id: string,
): Promise<PortalAccess> {
  const contact = await store.as(who).get('vendor_contact', id)
  const [account] = await db.query<{ email: string; isOpen: boolean; hasCome: boolean; seen: Date | null }>({
    text: `select a.email, not a.is_disabled as "isOpen",
        exists (select from credential where account_id = a.id) as "hasCome",
        (select max(updated_at) from session where account_id = a.id) as seen
      from account a where a.self = $1`,
    values: [contact.id],
  })
  if (!account) return { account: null }
  const { seen, ...rest } = account
  return { account: { ...rest, lastSeenAt: seen?.toISOString() ?? null } }
}

/** Invites a contact to the portal: an account that is a guest and nothing else, and a mail with a link to choose a password by. */
export async function invite(kernel: Kernel, who: Who, id: string): Promise<void> {
  const contact = await kernel.store.as(who).reach(id, 'update')
  const email = contact.row['email']
  if (typeof email !== 'string') throw conflict('They have no e-mail address. Add it to the contact first.')
  const [row] = await kernel.db.query<Guest>({
    text: `select c.id as contact, c.name as "contactName", n.name as "vendorName"
      from vendor_contact c join vendor n on n.id = c.vendor where c.id = $1 and ${isThereSql}`,
    values: [contact.id],
  })
  if (!row) throw conflict('They, their vendor or what they are there for has ended: nobody of it is invited.')
  const acting = onBehalfOf(who)
  const [known] = await kernel.db.query<{ id: string; isDisabled: boolean }>({
    text: 'select id, is_disabled as "isDisabled" from account where self = $1',
    values: [contact.id],
  })
  const account =
    known?.id ??
    (await createAccount(kernel, { name: row.contactName, email, roles: [role], self: contact.id }, acting))
  if (known?.isDisabled) await changeAccount(kernel, known.id, { isDisabled: false, email }, acting)
  const url = await welcomeLink(kernel, account)
  await queueMail(kernel.db, kernel.clock, {
    ...{ to: email, name: row.contactName, subject: 'Your tickets with us', kind: 'vendor-invitation' },
    ...writeLetter({
      brand: 'Quarterdeck',
      heading: 'See the tickets that we gave you on one page',
      blocks: [
        {
          says: `${who.name} invites you. You see what was given to ${row.contactName} of ${row.vendorName}, and nothing else.`,
        },
      ],
      action: { label: 'Choose a password', url },
      footer: [`The link is for you alone, works once, and for ${linkDays} days. Sign in as ${email} from then on.`],
    }),
  })
}

/** Closes the portal to a contact: each of their sessions ends at once. */
export async function closePortal(kernel: Kernel, who: Who, id: string): Promise<void> {
  const contact = await kernel.store.as(who).reach(id, 'update')
  await closeAccounts(kernel, onBehalfOf(who), { where: 'c.id = $1', value: contact.id })
}

/** Closes the accounts of contacts that are meant. */
async function closeAccounts(
  kernel: Pick<Kernel, 'db' | 'clock'>,
  by: Who,
  { where, value }: { readonly where: string; readonly value: string },
): Promise<void> {
  const rows = await kernel.db.query<{ id: string }>({
    text: `select a.id from account a join vendor_contact c on c.id = a.self join vendor n on n.id = c.vendor
      where not a.is_disabled and ${where} order by a.id`,
    values: [value],
  })
  for (const { id } of rows) await changeAccount(kernel, id, { isDisabled: true }, by)
}

const ends = ['moved', 'archived', 'updated']
const meant: Readonly<Record<string, string>> = {
  vendor_contact: 'c.id = $1',
  vendor: 'c.vendor = $1',
  engagement: '$1::uuid = any(c.engagements)',
}

/** Whoever left, or works on nothing that we still buy, signs in no more. */
export const closePortals = (kernel: Pick<Kernel, 'db' | 'clock'>): Processor =>
  defineProcessor({
    name: 'close-vendor-portals',
    startsAt: 'now',
    on: ({ type, verb, via }) => type in meant && ends.includes(verb) && via !== 'demo',
    handle: async ({ type, recordId }) =>
      closeAccounts(kernel, system('a vendor’s contact who is no more'), {
        where: `${meant[type] ?? 'false'} and not ${isThereSql}`,
        value: recordId,
      }),
  })

/** The address at which an invited contact chooses a password: once, and only as long as it is the newest. */
async function welcomeLink({ db, secret, url, clock }: Kernel, account: string): Promise<string> {
  const until = new Date(clock.now().getTime() + linkDays * dayMs)
  const subject = `${account} ${await stampOf(db, account)}`
  return `${url}/vendor-welcome/${signLink(secret, { purpose, subject, until })}`
}

/** The account that an invitation is for; null for one that is over, was used, or is of somebody who is no contact any more. */
export async function readWelcome(
  { db, secret, clock }: Pick<Kernel, 'db' | 'secret' | 'clock'>,
  token: string,
): Promise<{ readonly account: string; readonly email: string } | null> {
  const [account, stamp] = readLink(secret, purpose, token, clock.now())?.split(' ') ?? []
  if (account === undefined || stamp !== (await stampOf(db, account))) return null
  const [found] = await db.query<{ account: string; email: string }>({
    text: `select a.id as account, a.email from account a join vendor_contact c on c.id = a.self join vendor n on n.id = c.vendor
      where a.id = $1 and not a.is_disabled and ${isThereSql}`,
    values: [account],
  })
  return found ?? null
}

/** What is another once a password was chosen. */
async function stampOf(db: Db, account: string): Promise<string> {
  const [found] = await db.query<{ at: Date }>({
    text: 'select max(updated_at) as at from credential where account_id = $1 having max(updated_at) is not null',
    values: [account],
  })
  return found ? found.at.getTime().toString(36) : 'none'
}
