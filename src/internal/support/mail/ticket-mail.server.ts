import { peopleSql } from '../tickets/events.server.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { attachFiles, withPictures } from '../../../kernel/mail-in/attach.server.ts'
import type { Handled, Handling, MailHandler } from '../../../kernel/mail-in/handler.server.ts'
import type { ReceivedMail } from '../../../kernel/mail-in/mail.ts'
import { settingsOf } from '../../../kernel/settings/settings.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'
import { relate } from '../../../kernel/traits/relations.server.ts'
import { SupportSettings } from '../tickets/support.settings.ts'
import { acknowledge } from './acknowledge.server.ts'
import { defaultsOf, type MailDefaults } from './defaults.ts'
import { makeContact, peopleAt, type Sender, worksOn, writerBy } from './senders.server.ts'

/** A mail makes a ticket, or goes on with one. */
export const ticketMail: MailHandler = {
  handle: async (handling) => {
    const { kernel, mail, thread, mailbox } = handling
    const ticket = thread.recordId === null ? null : await ticketOf(kernel.db, thread.recordId)
    if (mail.kind === 'auto-reply')
      return ticket === null
        ? { ignored: mail.kindSays }
        : { recordId: ticket.id, says: `${mail.kindSays} It stands with the ticket’s mails; nothing came of it.` }
    const defaults = defaultsOf(mailbox.defaults)
    const sender = await senderOf(kernel, mail, defaults)
    if (typeof sender === 'string') return { quarantined: sender }
    if (ticket === null) return newTicket(handling, { sender, defaults })
    return goOn(handling, { sender, defaults, ticket })
  },
  byNumber: async ({ tx, subject, from }) => {
    const number = /\bTKT-(\d{1,9})\b/i.exec(subject)?.[1]
    if (number === undefined) return null
    const [found] = await tx.query<{ id: string; parties: string[] }>({
      text: `select id, array_remove(array[requester, requested_for, assignee] || participants, null) as parties from ticket
        where number = $1 and archived_at is null`,
      values: [Number(number)],
    })
    if (!found) return null
    const person = (await peopleAt(tx, [from])).get(from)?.id ?? ''
    const isParticipant =
      found.parties.includes(person) || (await worksOn(tx, { ticket: found.id, person: person || found.id }))
    return { recordId: found.id, number: `TKT-${number}`, isParticipant }
  },
}

interface Found {
  readonly id: string
  readonly number: number
  readonly state: string
  readonly resolvedAt: Date | null
  readonly waitsForRequester: boolean
  readonly parties: readonly string[]
}

/** The ticket that a thread leads to, or the one that goes on in its place; null where it is none, or archived. */
async function ticketOf(tx: Db, id: string): Promise<Found | null> {
  const [found] = await tx.query<Found>({
    text: `with recursive chain as (
        select t.id, t.merged_into, 1 as step from ticket t where t.id = $1
        union all select t.id, t.merged_into, step + 1 from chain c join ticket t on t.id = c.merged_into where step < 20)
      select t.id, t.number, t.state, t.resolved_at as "resolvedAt",
        array_remove(${peopleSql}, null) as parties,
        coalesce(r.waits_for = 'requester', false) as "waitsForRequester"
      from chain c join ticket t on t.id = c.id left join pending_reason r on r.id = t.pending_reason
      where t.archived_at is null order by c.step desc limit 1`,
    values: [id],
  })
  return found ?? null
}

async function senderOf(kernel: Kernel, { from }: ReceivedMail, { strangers }: MailDefaults): Promise<Sender | string> {
  const party = from ?? { name: '', address: '' }
  const known = (await peopleAt(kernel.db, [party.address])).get(party.address)
  if (known) return known
  if (strangers === 'set_aside') return `Nobody here has the address ${party.address}.`
  return (
    (await makeContact(kernel, party)) ??
    `${party.address} is the address of a person who is archived. Restore them first.`
  )
}

interface Writing {
  readonly sender: Sender
  readonly defaults: MailDefaults
}

async function newTicket(handling: Handling, { sender, defaults }: Writing, follows?: Found): Promise<Handled> {
  const { kernel, mail, mailbox } = handling
  const writer = writerBy(sender)
  const participants = await othersIn(handling, sender)
  const ticket = await kernel.store.as(writer).create('ticket', {
    title: titleOf(mail),
    description: withPictures(mail.written, new Map()).slice(0, mostDescription) || null,
    requester: sender.id,
    participants,
    source: 'mail',
    type: defaults.type,
    ...(defaults.team !== null && { team: defaults.team }),
    ...(defaults.category !== null && { category: defaults.category }),
  })
  const pictures = await attachFiles(kernel, writer, { recordId: ticket.id, mail })
  // Pictures stand in a comment; what the ticket says of itself is text alone.
  if (pictures.size > 0 || mail.markdown !== mail.written)
    await writeComment(kernel, writer, { id: ticket.id, text: textOf(mail, pictures), isInternal: false })
  if (follows) {
    const relation = { link: 'related_to', direction: 'forward', other: follows.id } as const
    await relate(kernel, writer, { id: ticket.id, relation })
  }
  if (defaults.acknowledges && mail.mayBeAnswered)
    await acknowledge(kernel, {
      ticket: { id: ticket.id, number: String(ticket.number), title: titleOf(mail) },
      mailbox,
      to: sender,
    })
  return {
    recordId: ticket.id,
    says: follows ? `It made a ticket that follows TKT-${padded(follows.number)}.` : 'It made a ticket.',
  }
}

const mostDescription = 20_000
const padded = (number: number): string => String(number).padStart(6, '0')
const titleOf = ({ subject, from }: ReceivedMail): string =>
  subject.replace(/^(\s*(re|aw|antwort|fwd?|wg)\s*:\s*)+/i, '').slice(0, 200) ||
  `Mail from ${from?.address ?? 'nobody'}`

async function goOn(handling: Handling, { sender, defaults, ticket }: Writing & { ticket: Found }): Promise<Handled> {
  const { kernel, mail } = handling
  const isAgent =
    !ticket.parties.includes(sender.id) && (await worksOn(kernel.db, { ticket: ticket.id, person: sender.id }))
  const isOver = ['closed', 'cancelled', 'rejected'].includes(ticket.state)
  const isLate = ticket.state === 'resolved' && !(await mayReopen(kernel, ticket))
  if (!isAgent && mail.kind === 'person' && (isOver || isLate)) return newTicket(handling, { sender, defaults }, ticket)
  const writer = writerBy(sender)
  const system = kernel.store.asSystem('mail')
  const pictures = await attachFiles(kernel, writer, { recordId: ticket.id, mail })
  await writeComment(kernel, writer, { id: ticket.id, text: textOf(mail, pictures), isInternal: false })
  const joining = isAgent || ticket.parties.includes(sender.id) ? [] : [sender.id]
  const participants = [...joining, ...(await othersIn(handling, sender))].filter((id) => !ticket.parties.includes(id))
  if (participants.length > 0) await joinIn(kernel, ticket.id, participants)
  if (isAgent || mail.kind !== 'person') return { recordId: ticket.id, says: 'It went on with its ticket.' }
  if (ticket.state === 'resolved') {
    await system.move('ticket', ticket.id, 'reopen', { reason: `${sender.name} answered by mail` })
    return { recordId: ticket.id, says: 'It reopened its ticket.' }
  }
  if (ticket.state === 'pending' && ticket.waitsForRequester)
    await system.move('ticket', ticket.id, 'resume', { reason: `${sender.name} answered by mail` })
  return { recordId: ticket.id, says: 'It went on with its ticket.' }
}

const textOf = (mail: ReceivedMail, pictures: ReadonlyMap<string, string>): string => {
  const text = withPictures(mail.markdown, pictures).trim()
  return [text === '' ? '(The mail has no text.)' : text, ...mail.leftOut.map((says) => `*${says}*`)].join('\n\n')
}

const dayMs = 86_400_000
async function mayReopen(kernel: Kernel, { resolvedAt }: Found): Promise<boolean> {
  const { reopenDays } = await settingsOf(kernel, SupportSettings)
  return resolvedAt !== null && kernel.clock.now().getTime() - resolvedAt.getTime() < reopenDays * dayMs
}

const mostOthers = 20

/** People we know whom the mail is also to: they take part from now on. */
async function othersIn({ kernel, mail, mailbox }: Handling, sender: Sender): Promise<readonly string[]> {
  const addresses = [...mail.to, ...mail.cc]
    .map(({ address }) => address)
    .filter((one) => one !== mailbox.address.toLowerCase())
  const known = await peopleAt(kernel.db, addresses)
  return [...new Set([...known.values()].map(({ id }) => id))].filter((id) => id !== sender.id).slice(0, mostOthers)
}

async function joinIn({ store }: Kernel, id: string, people: readonly string[]): Promise<void> {
  const system = store.asSystem('mail')
  const { participants } = await system.get('ticket', id)
  const known = (participants as readonly { readonly id: string }[]).map((one) => one.id)
  await system.update('ticket', id, { participants: [...known, ...people] }, { reason: 'Wrote a mail, or was in copy' })
}
