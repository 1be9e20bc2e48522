import { idsOf } from '../../../kernel/access/rule.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import { defineProcessor, type Processor } from '../../../kernel/events/processor.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { writeLetter } from '../../../kernel/mail/letter.ts'
import { readLink, signLink } from '../../../kernel/mail/signed-link.server.ts'
import { mailAbout } from '../mail/mail-about.server.ts'
import { scoreWords } from './scores.ts'

const purpose = 'request done'
const linkDays = 30
const dayMs = 86_400_000

/** Whose link it is, and about which resolution of which ticket: a ticket that was reopened since has another one. */
export interface DoneLink {
  readonly ticket: string
  readonly person: string
  readonly resolution: number
}

/** Mails whoever asked once a ticket is resolved: did it work, and how was it? Once for each resolution. */
export const mailWhenDone = (kernel: Pick<Kernel, 'db' | 'store' | 'clock' | 'secret' | 'url'>): Processor =>
  defineProcessor({
    name: 'mail-when-done',
    // What a log or the demo company tells of the past is nobody's news.
    on: ({ type, verb, after, via }) =>
      type === 'ticket' &&
      verb === 'moved' &&
      via !== 'import' &&
      via !== 'demo' &&
      (after as { state?: unknown } | null)?.state === 'resolved',
    startsAt: 'now',
    once: true,
    handle: async ({ recordId, who }, { db }) => {
      const ticket = await kernel.store.asSystem('mails whoever asked').get('ticket', recordId)
      if (ticket.state !== 'resolved' || ticket['source'] === 'log') return
      // A part of a bundle is told of with the whole.
      if (idsOf(ticket['parent']).length > 0 && idsOf(ticket['item']).length > 0) return
      const [person] = await peopleOf(db, [...idsOf(ticket['requester'])])
      if (!person || (await isOf(db, who, person.id))) return
      const resolution = Number(ticket['reopens'] ?? 0)
      const subject = JSON.stringify({ ticket: ticket.id, person: person.id, resolution } satisfies DoneLink)
      const until = new Date(kernel.clock.now().getTime() + linkDays * dayMs)
      const link = `${kernel.url}/done/${signLink(kernel.secret, { purpose, subject, until })}`
      const said = typeof ticket['resolution'] === 'string' ? ticket['resolution'] : ''
      await mailAbout(
        { ...kernel, db },
        {
          to: { name: person.name, address: person.email },
          subject: `Done: ${ticket.title} (${ticket.number})`,
          ...writeLetter({
            brand: 'Quarterdeck',
            heading: `Done: ${ticket.title}`,
            blocks: [
              ...(said ? [{ quotes: said }] : []),
              {
                lists: scoreWords.toReversed().map(({ score, says }) => ({
                  title: `${'★'.repeat(score)}${'☆'.repeat(5 - score)} ${says}`,
                  url: `${link}?score=${score}`,
                  text: '',
                })),
              },
            ],
            action: { label: 'Did it work? Say so', url: link },
            footer: [
              'The link is yours alone. Opening it changes nothing yet.',
              `${ticket.number} closes by itself if you say nothing.`,
            ],
          }),
          recordId: ticket.id,
          kind: 'state_changed',
        },
      )
    },
  })

export function readDoneLink({ secret, clock }: Pick<Kernel, 'secret' | 'clock'>, token: string): DoneLink | null {
  const subject = readLink(secret, purpose, token, clock.now())
  return subject === null ? null : (JSON.parse(subject) as DoneLink)
}

/** Whether it is their own deed: nobody is asked how content they are with themselves. */
const isOf = async (db: Db, account: string | null, person: string): Promise<boolean> =>
  (await db.query({ text: 'select from account where id = $1 and self = $2', values: [account, person] })).length > 0

const peopleOf = (db: Db, ids: readonly string[]) =>
  db.query<{ id: string; name: string; email: string }>({
    text: `select id, name, email from person where id = any($1::uuid[]) and email is not null and archived_at is null and state <> 'left'`,
    values: [ids],
  })
