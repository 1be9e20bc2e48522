import { system } from '../../../kernel/access/who.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import { conflict, forbidden } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { addTask } from '../../../kernel/traits/tasks.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'

export interface Rating {
  readonly ticket: string
  /** The person who says so. */
  readonly person: string
  readonly score: number
  readonly comment: string
}
/** From this score down somebody of the team calls back. */
const poor = 2

/** Keeps how content somebody is with a ticket that was resolved: once for each resolution, later words replace earlier ones. */
export async function rate(kernel: Kernel, { ticket: id, person, score, comment }: Rating): Promise<void> {
  const { db, clock, store } = kernel
  const ticket = await store.asSystem('rates').get('ticket', id)
  if (![...idsOf(ticket['requester']), ...idsOf(ticket['requestedFor'])].includes(person))
    throw forbidden('Only whoever asked says how it was.')
  if (ticket.state !== 'resolved' && ticket.state !== 'closed')
    throw conflict('It isn’t done yet: say how it was once it is.')
  const resolution = Number(ticket['reopens'] ?? 0)
  const [kept] = await db.query<{ isNew: boolean }>({
    text: `insert into satisfaction (id, ticket_id, resolution, score, comment, at, person_id, team_id, assignee_id)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (ticket_id, resolution) do update set score = excluded.score, at = excluded.at,
        comment = case when excluded.comment = '' then satisfaction.comment else excluded.comment end
      returning xmax = 0 as "isNew"`,
    values: [
      clock.id(),
      ticket.id,
      resolution,
      score,
      comment,
      clock.now(),
      person,
      idsOf(ticket['team'])[0] ?? null,
      idsOf(ticket['assignee'])[0] ?? null,
    ],
  })
  await noteRatings(db, [ticket.id])
  if (score <= poor && kept?.isNew) await followUp(kernel, ticket, { score, comment })
}

/** Writes what was said last of tickets to the tickets themselves, for lists and figures. */
export async function noteRatings(db: Pick<Db, 'query'>, tickets: readonly string[]): Promise<void> {
  await db.query({
    text: `update ticket t set rating = s.score from (select distinct on (ticket_id) ticket_id, score from satisfaction
        where ticket_id = any($1::uuid[]) order by ticket_id, resolution desc) s where t.id = s.ticket_id`,
    values: [tickets],
  })
}

/** Whoever leads the team finds it under their work: an unhappy person is called, not counted. */
async function followUp(
  kernel: Kernel,
  ticket: Row,
  { score, comment }: Pick<Rating, 'score' | 'comment'>,
): Promise<void> {
  // Whoever keeps a note that only IT reads has to be able to read such notes.
  const who = { ...system('satisfaction'), permissions: new Set(['comment.write', 'comment.see_internal']) }
  const [team] = idsOf(ticket['team'])
  const lead = team === undefined ? [] : idsOf((await kernel.store.asSystem('satisfaction').get('team', team))['lead'])
  const [name = 'whoever asked'] = titles(ticket['requester'])
  const title = `Talk to ${name}: ${score} of 5`.slice(0, 200)
  await addTask(kernel, who, { id: ticket.id, task: { title, ...(lead[0] && { assignee: lead[0] }) } })
  const text = `${name} gave ${score} of 5.${comment === '' ? '' : `\n\n> ${comment.replaceAll('\n', '\n> ')}`}`
  await writeComment(kernel, who, { id: ticket.id, text, isInternal: true })
}

const titles = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string'
    ? [value.title]
    : []

/** What was said of the last resolution of these tickets. */
export async function ratingsOf(
  { db }: Pick<Kernel, 'db'>,
  tickets: readonly string[],
): Promise<ReadonlyMap<string, { readonly score: number; readonly comment: string; readonly resolution: number }>> {
  if (tickets.length === 0) return new Map()
  const rows = await db.query<{ ticket: string; score: number; comment: string; resolution: number }>({
    text: `select distinct on (ticket_id) ticket_id as ticket, score, comment, resolution from satisfaction
      where ticket_id = any($1::uuid[]) order by ticket_id, resolution desc`,
    values: [tickets],
  })
  return new Map(rows.map(({ ticket, ...rating }) => [ticket, rating]))
}
