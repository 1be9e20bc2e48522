import type { Db } from '../../kernel/database/db.server.ts'
import { withMailFiles } from '../../kernel/mail-in/attach.server.ts'
import type { Handled, Handling, MailHandler } from '../../kernel/mail-in/handler.server.ts'
import { withoutTokens } from '../../kernel/mail/signed-link.server.ts'
import { writeComment } from '../../kernel/traits/comments.server.ts'
import { vendorPerson } from './end.server.ts'
import { type Standing, standingOf } from './standing.server.ts'

/** Takes what vendors' contacts answer by mail about tickets that they have; all other mails are left to `next`. */
export const takingVendorAnswers = (next: MailHandler): MailHandler => ({
  ...next,
  handle: async (handling) => {
    const { tx, thread } = handling
    const isOurs = thread.recordId !== null && (await isVendorTicket(tx, thread.recordId))
    return isOurs && thread.recordId !== null ? take(handling, thread.recordId) : next.handle(handling)
  },
})

async function isVendorTicket(tx: Db, id: string): Promise<boolean> {
  return (await tx.query({ text: 'select 1 from vendor_ticket where id = $1', values: [id] })).length > 0
}

async function take({ kernel, tx, mail }: Handling, id: string): Promise<Handled> {
  if (mail.kind === 'auto-reply') return { ignored: mail.kindSays }
  const standing = await standingBy(tx, { id, address: mail.from?.address ?? '' })
  if (!standing)
    return {
      quarantined: 'Its sender is no contact to whom this ticket was given. What vendors write is theirs alone.',
    }
  if (!standing.isOpen)
    return {
      quarantined: `${standing.number} is no longer with ${standing.vendorName}. Read it, and write to them if need be.`,
    }
  if (mail.verdict.dmarc === 'fail')
    return {
      quarantined: 'Its sender’s domain says that the mail isn’t of it. Nothing of a vendor is taken like that.',
    }
  const who = vendorPerson(standing, { via: 'mail' })
  const said = await withMailFiles(kernel, { recordId: id, mail }, async ({ attach }) => {
    await attach(who, id)
    const text = [withoutTokens(mail.written).trim(), ...mail.leftOut.map((says) => `*${says}*`)].join('\n\n').trim()
    return writeComment(kernel, who, {
      id,
      text: text.slice(0, mostText) || '(The mail has no text.)',
      isInternal: false,
    })
  })
  return { recordId: id, comment: said.id, says: `${standing.contactName} answered about ${standing.number}.` }
}
const mostText = 20_000

async function standingBy(tx: Db, { id, address }: { id: string; address: string }): Promise<Standing | null> {
  const [found] = await tx.query<{ contact: string }>({
    text: `select c.id as contact from vendor_ticket v join vendor_contact c on c.id = any(v.contacts)
      where v.id = $1 and lower(c.email) = lower($2) order by c.state = 'there' desc, c.id limit 1`,
    values: [id, address],
  })
  return found ? standingOf(tx, { vendorTicket: id, contact: found.contact }) : null
}
