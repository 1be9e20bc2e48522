import { withoutTokens } from '../../../kernel/mail/signed-link.server.ts'
import { peopleSql } from '../tickets/events.server.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { withMailFiles, withPictures } from '../../../kernel/mail-in/attach.server.ts'
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
    const people = await peopleIn(handling)
    const sender = people.get(mail.from?.address ?? '') ?? (await strangerOf(kernel, mail, defaults))
    if (typeof sender === 'string') return { quarantined: sender }
    const writing = { sender, defaults, others: othersIn(people, sender) }
    return ticket === null ? newTicket(handling, writing) : goOn(handling, { ...writing, ticket })
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
  readonly parties: readonly string[]
}

/** The ticket that a thread leads to, or the one that goes on in its place; null where it is none, or archived. */
async function ticketOf(tx: Db, id: string): Promise<Found | null> {
  const [found] = await tx.query<Found>({
    text: `with recursive chain as (
        select t.id, t.merged_into, 1 as step from ticket t where t.id = $1
        union all select t.id, t.merged_into, step + 1 from chain c join ticket t on t.id = c.merged_into where step < 20)
      select t.id, t.number, t.state, t.resolved_at as "resolvedAt",
        array_remove(${peopleSql}, null) as parties
      from chain c join ticket t on t.id = c.id
      where t.archived_at is null order by c.step desc limit 1`,
    values: [id],
  })
  return found ?? null
}

type People = ReadonlyMap<string, Sender>

/** Those we know among the sender and whom the mail is also to, by their addresses. */
function peopleIn({ kernel, mail, mailbox }: Handling): Promise<People> {
  const others = [...mail.to, ...mail.cc].map(({ address }) => address)
  const isOther = (address: string): boolean => address !== mailbox.address.toLowerCase()
  return peopleAt(kernel.db, [mail.from?.address ?? '', ...others.filter(isOther)])
}

const mostOthers = 20

/** People we know whom the mail is also to: they take part from now on. */
const othersIn = (people: People, sender: Sender): readonly string[] =>
  [...new Set([...people.values()].map(({ id }) => id))].filter((id) => id !== sender.id).slice(0, mostOthers)

/** Somebody whom nobody here knows: as a contact, or why not. */
async function strangerOf(
  kernel: Kernel,
  { from }: ReceivedMail,
  { strangers }: MailDefaults,
): Promise<Sender | string> {
  const party = from ?? { name: '', address: '' }
  if (strangers === 'set_aside') return `Nobody here has the address ${party.address}.`
  return (
    (await makeContact(kernel, party)) ??
    `${party.address} is the address of a person who is archived. Restore them first.`
  )
}

interface Writing {
  readonly sender: Sender
  readonly defaults: MailDefaults
  /** People whom the mail is also to. */
  readonly others: readonly string[]
}

async function newTicket(handling: Handling, writing: Writing, follows?: Found): Promise<Handled> {
  const { kernel, mail, mailbox } = handling
  const { sender, defaults, others: participants } = writing
  const writer = writerBy(sender)
  const ticket = await withMailFiles(kernel, { recordId: null, mail }, async ({ pictures, attach }) => {
    const made = await kernel.store.as(writer).create('ticket', {
      title: titleOf(mail),
      description: descriptionOf(mail, pictures),
      requester: sender.id,
      participants,
      source: 'mail',
      type: defaults.type,
      ...(defaults.team !== null && { team: defaults.team }),
      ...(defaults.category !== null && { category: defaults.category }),
    })
    await attach(writer, made.id)
    return made
  })
  if (follows) {
    const relation = { link: 'related_to', direction: 'forward', other: follows.id } as const
    await relate(kernel, writer, { id: ticket.id, relation })
  }
  if (defaults.acknowledges && mail.mayBeAnswered)
    await acknowledge(kernel, {
      ticket: { id: ticket.id, number: String(ticket.number), title: titleOf(mail) },
      mailbox,
      to: sender,
      answers: mail,
    })
  return {
    recordId: ticket.id,
    says: follows ? `It made a ticket that follows TKT-${padded(follows.number)}.` : 'It made a ticket.',
  }
}

/** A ticket begins with what its mail says, pictures and what is quoted included; of one that is too long, with what its writer wrote. */
function descriptionOf(mail: ReceivedMail, pictures: ReadonlyMap<string, string>): string {
  const whole = textOf(mail, pictures)
  if (whole.length <= mostDescription) return whole
  const written = textOf({ ...mail, markdown: mail.written, leftOut: [...mail.leftOut, quotedLeftOut] }, pictures)
  if (mail.written !== mail.markdown && written.length <= mostDescription) return written
  const cut = whole.slice(0, mostDescription - 200)
  return `${cut.slice(0, cut.lastIndexOf('\n') + 1 || cut.length).trimEnd()}\n\n*${restLeftOut}*`
}
const quotedLeftOut = 'What it quotes is only in the original mail.'
const restLeftOut = 'The text is longer than what is shown here: the rest is in the original mail.'

const mostDescription = 20_000
const padded = (number: number): string => String(number).padStart(6, '0')
const titleOf = ({ subject, from }: ReceivedMail): string =>
  subject.replace(/^(\s*(re|aw|antwort|fwd?|wg)\s*:\s*)+/i, '').slice(0, 200) ||
  `Mail from ${from?.address ?? 'nobody'}`

async function goOn(handling: Handling, writing: Writing & { ticket: Found }): Promise<Handled> {
  const { kernel, mail } = handling
  const { sender, ticket } = writing
  const isAgent =
    !ticket.parties.includes(sender.id) && (await worksOn(kernel.db, { ticket: ticket.id, person: sender.id }))
  const isOver = ['closed', 'cancelled', 'rejected'].includes(ticket.state)
  const isLate = ticket.state === 'resolved' && !(await mayReopen(kernel, ticket))
  if (!isAgent && mail.kind === 'person' && (isOver || isLate)) return newTicket(handling, writing, ticket)
  const writer = writerBy(sender)
  const said = await withMailFiles(kernel, { recordId: ticket.id, mail }, async ({ pictures, attach }) => {
    await attach(writer, ticket.id)
    return writeComment(kernel, writer, { id: ticket.id, text: textOf(mail, pictures), isInternal: false })
  })
  const joining = isAgent || ticket.parties.includes(sender.id) ? [] : [sender.id]
  const participants = [...joining, ...writing.others].filter((id) => !ticket.parties.includes(id))
  if (participants.length > 0) await joinIn(kernel, ticket.id, participants)
  const done = { recordId: ticket.id, comment: said.id }
  if (ticket.state === 'resolved' && !isAgent && mail.kind === 'person') {
    const reason = `${sender.name} answered by mail`
    await kernel.store.asSystem('mail').move('ticket', ticket.id, 'reopen', { reason })
    return { ...done, says: 'It reopened its ticket.' }
  }
  // What waits for whoever asked goes on as after any other answer of theirs: by the follower of tickets.
  return { ...done, says: 'It went on with its ticket.' }
}

const textOf = (mail: ReceivedMail, pictures: ReadonlyMap<string, string>): string => {
  const text = withoutTokens(withPictures(mail.markdown, pictures)).trim()
  return [text === '' ? '(The mail has no text.)' : text, ...mail.leftOut.map((says) => `*${says}*`)].join('\n\n')
}

const dayMs = 86_400_000
async function mayReopen(kernel: Kernel, { resolvedAt }: Found): Promise<boolean> {
  const { reopenDays } = await settingsOf(kernel, SupportSettings)
  return resolvedAt !== null && kernel.clock.now().getTime() - resolvedAt.getTime() < reopenDays * dayMs
}

async function joinIn({ store }: Kernel, id: string, people: readonly string[]): Promise<void> {
  const system = store.asSystem('mail')
  const { participants } = await system.get('ticket', id)
  const known = (participants as readonly { readonly id: string }[]).map((one) => one.id)
  await system.update('ticket', id, { participants: [...known, ...people] }, { reason: 'Wrote a mail, or was in copy' })
}
