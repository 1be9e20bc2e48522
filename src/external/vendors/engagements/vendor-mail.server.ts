import { system } from '../../../kernel/access/who.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import { withMailFiles, withPictures } from '../../../kernel/mail-in/attach.server.ts'
import type { Handled, Handling, MailHandler } from '../../../kernel/mail-in/handler.server.ts'
import type { ReceivedMail } from '../../../kernel/mail-in/mail.ts'
import type { Correspondence } from './correspondence.record.ts'
import { withoutTokens } from '../../../kernel/mail/signed-link.server.ts'

/**
 * Files mails that belong to an engagement: those sent to its signed address, and those that answer what was filed
 * before. All others are left to `next`.
 */
export const filingVendorMail = (next: MailHandler): MailHandler => ({
  ...next,
  handle: async (handling) => {
    const { tx, thread } = handling
    const about = thread.recordId === null ? null : await subjectOf(tx, thread.recordId)
    return about === null ? next.handle(handling) : file(handling, about)
  },
})

/** What a mail is filed under. */
interface Subject {
  readonly vendor: string
  readonly engagement: string | null
  readonly isArchived: boolean
}

/** The engagement that a thread leads to, be it by itself or by what was filed of it; null where it leads elsewhere. */
async function subjectOf(tx: Db, id: string): Promise<Subject | null> {
  const [found] = await tx.query<Subject>({
    text: `select e.vendor, e.id as engagement, e.archived_at is not null as "isArchived" from engagement e where e.id = $1
      union all select c.vendor, c.engagement, c.archived_at is not null from correspondence c where c.id = $1`,
    values: [id],
  })
  return found ?? null
}

async function file(
  { kernel, tx, mail, isReleased }: Handling,
  { vendor, engagement, isArchived }: Subject,
): Promise<Handled> {
  if (mail.kind === 'auto-reply') return { ignored: mail.kindSays }
  if (isArchived) return { quarantined: 'What it belongs to is archived. Restore that first.' }
  if (mail.verdict.dmarc === 'fail' && !isReleased)
    return {
      quarantined:
        'Its sender’s domain says that the mail isn’t of it. Ask the vendor by telephone whether they wrote it; let through, it is filed with that warning.',
    }
  const writer = await writerOf(tx, { vendor, address: mail.from?.address ?? '' })
  const who = system('mail', 'mail')
  const filed = await withMailFiles(kernel, { recordId: null, mail }, async ({ pictures, attach }) => {
    const row = await kernel.store.as(who).create('correspondence', {
      ...{ vendor, engagement, way: 'mail', direction: writer.person === null ? 'in' : 'out' },
      subject: subjectLine(mail),
      happenedAt: (mail.at ?? mail.receivedAt).toISOString(),
      contact: writer.contact,
      person: writer.person,
      sender: senderLine(mail),
      trust: trusts[mail.verdict.dmarc],
      text: textOf(mail, pictures),
    })
    await attach(who, row.id)
    return row
  })
  return { recordId: filed.id, says: `It was filed as correspondence ${wordsOf(writer)}.` }
}

/** By DMARC alone: a signature of some other domain says nothing of the sender's. */
const trusts: Readonly<Record<ReceivedMail['verdict']['dmarc'], Correspondence['trust']>> = {
  pass: 'confirmed',
  fail: 'disowned',
  none: 'unconfirmed',
  unknown: 'unconfirmed',
}

/** Who wrote it: one of the vendor's contacts, or one of us; neither where nobody has that address. */
interface Writer {
  readonly contact: string | null
  readonly person: string | null
}
async function writerOf(tx: Db, { vendor, address }: { vendor: string; address: string }): Promise<Writer> {
  const [found] = await tx.query<Writer>({
    text: `select
      (select id from vendor_contact where vendor = $1 and email = $2 and archived_at is null order by id limit 1) as contact,
      (select id from person where email = $2 and kind <> 'external' and archived_at is null order by id limit 1) as person`,
    values: [vendor, address],
  })
  return { contact: found?.contact ?? null, person: found?.contact ? null : (found?.person ?? null) }
}

function wordsOf({ contact, person }: Writer): string {
  if (contact !== null) return 'from a contact of the vendor'
  return person === null ? 'from somebody who is no contact of the vendor yet' : 'from one of us'
}

const mostSubject = 300
const mostText = 20_000

const subjectLine = ({ subject, from }: ReceivedMail): string =>
  subject.trim().slice(0, mostSubject) || `Mail from ${from?.address ?? 'nobody'}`

const senderLine = ({ from }: ReceivedMail): string =>
  (from === null ? '' : from.name === '' ? from.address : `${from.name} <${from.address}>`).slice(0, 320)

/** What the mail says, with what it quotes where there is room; the raw mail is kept in any case. */
function textOf(mail: ReceivedMail, pictures: ReadonlyMap<string, string>): string {
  const said = [mail.markdown, mail.written].map((text) =>
    [withoutTokens(withPictures(text, pictures)).trim(), ...mail.leftOut.map((says) => `*${says}*`)]
      .join('\n\n')
      .trim(),
  )
  const whole =
    said.find((text) => text.length <= mostText) ??
    `${said[1]?.slice(0, mostText - 100)}\n\n*The rest is in the original mail.*`
  return whole === '' ? '(The mail has no text.)' : whole
}
