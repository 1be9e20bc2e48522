import { peopleSql } from '../tickets/events.server.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import { defineProcessor, type Processor } from '../../../kernel/events/processor.server.ts'
import type { PlacedEntry } from '../../../kernel/history/position.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { queueLetter } from '../../../kernel/mail-in/letter.server.ts'
import { queueMail } from '../../../kernel/mail/mail.server.ts'
import { MailSettings } from '../../../kernel/mail/mail.settings.ts'
import { settingsOf } from '../../../kernel/settings/settings.server.ts'
import { answerLink } from '../portal/answer-link.server.ts'
import { sentFileLink } from './sent-file.routes.server.ts'
import { type AnswerFile, answerLetter, cidOf, partFiles } from './answer-letter.ts'

type Needs = Pick<Kernel, 'db' | 'clock' | 'secret' | 'url' | 'store' | 'registry' | 'sealer'>
// What is told of the past, or made up, is nobody's to hear of.
const silent = ['import', 'demo']

/** Mails what is said on a ticket to whoever asked and takes part, each comment once; not internal notes, and not what they wrote by mail themselves. */
export const answerByMail = (kernel: Needs): Processor =>
  defineProcessor({
    name: 'answer-tickets-by-mail',
    startsAt: 'now',
    once: true,
    on: ({ type, verb, via, after }) =>
      type === 'ticket' && verb === 'commented' && !silent.includes(via) && after?.['isInternal'] !== true,
    handle: async (entry, { db }) => answer({ ...kernel, db, store: kernel.store.inside(db) }, entry),
  })

async function answer(kernel: Needs, entry: PlacedEntry): Promise<void> {
  const { db } = kernel
  const [mailbox, said] = [await mailboxFor(db, entry.recordId), await saidIn(db, entry)]
  if (said === null) return
  const parties = await partiesOf(db, entry.recordId)
  const isOwn = parties.some(({ id }) => id === said.person)
  if (isOwn && entry.via === 'mail') return
  const recipients = parties.filter(({ id }) => id !== said.person)
  if (mailbox === null) return answerByLink(kernel, { entry, said, recipients })
  const to = recipients.filter(({ isRequester }) => isRequester)
  const files = await filesIn(db, { text: said.text, recordId: entry.recordId })
  const { attached, left } = partFiles(
    files,
    files.length === 0 ? 0 : (await settingsOf(kernel, MailSettings)).mostAttached,
  )
  const [only, ...more] = recipients
  const link = only && more.length === 0 ? answerLink(kernel, { ticket: entry.recordId, person: only.id }) : undefined
  const { text, html } = answerLetter({
    ...{ ...said, url: kernel.url, attached, link, takesMail: true },
    left: linked(kernel, left),
  })
  await queueLetter(kernel, {
    mailbox,
    recordId: entry.recordId,
    to: to.length > 0 ? to : recipients,
    cc: to.length > 0 ? recipients.filter(({ isRequester }) => !isRequester) : [],
    subject: `[${said.number}] ${said.title}`,
    text,
    html,
    attachments: attached.map((file) => ({
      ...{ sha256: file.sha256, name: file.name, type: file.type },
      ...(file.isPicture && { cid: cidOf(file) }),
    })),
    kind: 'ticket-answer',
    isWritten: said.person !== null || entry.who !== null,
    from: `${said.by} (${mailbox.name})`,
  })
}

const linked = (kernel: Needs, files: readonly TicketFile[]) =>
  files.map((file) => ({ ...file, link: sentFileLink(kernel, file) }))

interface Answering {
  readonly entry: PlacedEntry
  readonly said: Said
  readonly recipients: readonly Party[]
}

/** Where no mailbox is read, whoever asked gets the words with a link to answer by: each a mail and a link of their own. */
async function answerByLink(kernel: Needs, { entry, said, recipients }: Answering): Promise<void> {
  const { db, clock, url } = kernel
  const left = linked(kernel, await filesIn(db, { text: said.text, recordId: entry.recordId }))
  for (const { id, name, address, isRequester } of recipients) {
    if (!isRequester) continue
    const link = answerLink(kernel, { ticket: entry.recordId, person: id })
    const { text, html } = answerLetter({ ...said, url, attached: [], left, link, takesMail: false })
    const subject = `[${said.number}] ${said.title}`
    await queueMail(db, clock, {
      to: address,
      name,
      subject,
      text,
      html,
      kind: 'ticket-answer',
      thread: entry.recordId,
    })
  }
}

interface Mailbox {
  readonly name: string
  readonly address: string
  readonly takesPlus: boolean
}

/** The mailbox that a ticket's mails come to, or else the first one; null where there is none. */
export async function mailboxFor(db: Db, ticket: string): Promise<Mailbox | null> {
  const [found] = await db.query<Mailbox>({
    text: `select b.name, b.address, b.takes_plus as "takesPlus" from mailbox b where b.is_on and b.archived_at is null
      order by (select max(m.received_at) from mail_in m where m.record_id = $1 and m.mailbox = b.id) desc nulls last,
        b.created_at limit 1`,
    values: [ticket],
  })
  return found ?? null
}

interface Said {
  readonly number: string
  readonly title: string
  readonly text: string
  readonly html: string
  readonly by: string
  /** The person who said it; null for the system. */
  readonly person: string | null
}

/** What a comment says and who said it; null where it was removed meanwhile. */
async function saidIn(db: Db, { recordId, after, who }: PlacedEntry): Promise<Said | null> {
  const [found] = await db.query<Said>({
    text: `select r.number, r.title, c.text, c.html, coalesce(a.name, c.by_name) as by, coalesce($3::uuid, a.self) as person
      from comment c join record r on r.id = c.record_id left join account a on a.id = $4
      where c.id = $1 and c.record_id = $2 and c.removed_at is null and not c.is_internal`,
    values: [after?.['comment'], recordId, after?.['person'] ?? null, who],
  })
  return found ?? null
}

interface Party {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly isRequester: boolean
}

const partiesOf = (db: Db, ticket: string): Promise<readonly Party[]> =>
  db.query({
    text: `select p.id, p.name, p.email as address, p.id in (t.requester, t.requested_for) as "isRequester"
      from ticket t join person p on p.id = any(${peopleSql})
      where t.id = $1 and p.email is not null and p.archived_at is null and p.state <> 'left' order by p.name limit 100`,
    values: [ticket],
  })

const mostFiles = 20

interface TicketFile extends AnswerFile {
  readonly sha256: string
  readonly type: string
}

/** Files of the ticket that a text shows or names, in the order in which it does. */
async function filesIn(db: Db, { text, recordId }: { text: string; recordId: string }): Promise<readonly TicketFile[]> {
  const shown = [...text.matchAll(/(!?)\[[^\]]*\]\(\/api\/v1\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g)]
  const ids = [...new Set(shown.map(([, , id]) => id))]
  if (ids.length === 0) return []
  const rows = await db.query<TicketFile>({
    text: `select f.id, f.sha256, f.name, f.type, f.size, false as "isPicture"
      from unnest($1::uuid[]) with ordinality as w(id, n) join file f on f.id = w.id
      where f.record_id = $2 order by w.n limit $3`,
    values: [ids, recordId, mostFiles],
  })
  const pictures = new Set(shown.flatMap(([, sign, id]) => (sign === '!' ? [id] : [])))
  return rows.map((file) => ({ ...file, isPicture: pictures.has(file.id) && file.type.startsWith('image/') }))
}
