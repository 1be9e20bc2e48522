import type { Db } from '../../kernel/database/db.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { queueLetter } from '../../kernel/mail-in/letter.server.ts'
import { writeLetter } from '../../kernel/mail/letter.ts'
import { queueMail } from '../../kernel/mail/mail.server.ts'
import { plainFor } from './for-vendor.ts'
import { linkFor, makeLink, type MadeLink } from './link.server.ts'

type Needs = Pick<Kernel, 'secret' | 'url' | 'clock'> & { readonly db: Db }
interface Writing {
  readonly vendorTicket: { readonly id: string; readonly number: string; readonly subject: string }
  readonly contacts: readonly string[]
  /** Who writes. */
  readonly by: string
  /** Null for a mail that brings the link only. */
  readonly text: string | null
  /** Whether they get a link of their own anew; else the one that they have goes along again. */
  readonly hasNewLink: boolean
}

/** Mails each contact what is for them, with the link that is theirs alone; within the caller's transaction. */
export async function writeToContacts(kernel: Needs, writing: Writing): Promise<void> {
  const { db } = kernel
  const { vendorTicket, by, text, hasNewLink } = writing
  const mailbox = await mailboxFor(db)
  const contacts = await db.query<{ id: string; name: string; email: string }>({
    text: 'select id, name, email from vendor_contact where id = any($1::uuid[]) and email is not null order by name, id',
    values: [writing.contacts],
  })
  for (const { id, name, email } of contacts) {
    const about = { vendorTicket: vendorTicket.id, contact: id }
    const link = await (hasNewLink ? makeLink(kernel, about) : linkFor(kernel, about))
    const subject = `[${vendorTicket.number}] ${vendorTicket.subject}`
    const said = lettered({ ...vendorTicket, by, text, name, link, takesMail: mailbox !== null })
    const to = { name, address: email }
    const kind = 'vendor-ticket'
    if (mailbox)
      await queueLetter(kernel, {
        ...{ mailbox, recordId: vendorTicket.id, to: [to], subject, kind, isWritten: true },
        ...{ ...said, from: `${by} (${mailbox.name})` },
      })
    else await queueMail(db, kernel.clock, { to: email, name, subject, ...said, kind, thread: vendorTicket.id })
  }
}

interface Lettered {
  readonly number: string
  readonly subject: string
  readonly by: string
  readonly text: string | null
  readonly name: string
  readonly link: MadeLink
  readonly takesMail: boolean
}

const lettered = ({ number, subject, by, text, name, link, takesMail }: Lettered) =>
  writeLetter({
    brand: number,
    heading: subject,
    blocks: [{ says: text === null ? linkOnly : plainFor(text) }, { says: by }],
    action: { label: 'Open the ticket', url: link.url },
    footer: [
      `The link is for ${name} alone and works until ${dayOf(link.until)}. Don’t pass it on.`,
      takesMail ? 'You can also answer this mail.' : 'Mails to this address are read by nobody: answer on the page.',
    ],
  })

const linkOnly = 'There is something for you. It stands on the page of the ticket, and not in this mail.'

const dayOf = (at: Date): string => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at)

/** The mailbox that letters to vendors come from: one whose addresses can be signed goes first. */
async function mailboxFor(db: Db) {
  const [found] = await db.query<{ name: string; address: string; takesPlus: boolean }>(
    `select name, address, takes_plus as "takesPlus" from mailbox where is_on and archived_at is null
      order by takes_plus desc, created_at, id limit 1`,
  )
  return found ?? null
}
