import { system } from '../../../kernel/access/who.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import { conflict, forbidden } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Records, Row } from '../../../kernel/record/store.server.ts'
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

/**
 * Keeps how content somebody is with a ticket that was resolved: once for each resolution, later words replace earlier
 * ones. Who isn't content is followed up, once for each resolution, in the same transaction.
 */
export async function rate(kernel: Kernel, rating: Rating): Promise<void> {
  const { store } = kernel
  await store.asSystem('rates').transaction(async (records, tx) => {
    const ticket = await records.get('ticket', rating.ticket)
    if (![...idsOf(ticket['requester']), ...idsOf(ticket['requestedFor'])].includes(rating.person))
      throw forbidden('Only whoever asked says how it was.')
    if (ticket.state !== 'resolved' && ticket.state !== 'closed')
      throw conflict('It isn’t done yet: say how it was once it is.')
    const kept = await keep({ ...kernel, db: tx }, ticket, rating)
    await noteRatings(tx, [ticket.id])
    if (rating.score > poor || kept.isFollowed) return
    await followUp({ ...kernel, db: tx, store: store.inside(tx) }, ticket, { ...rating, comment: kept.comment })
    await tx.query({
      text: 'update satisfaction set followed_at = $2 where id = $1',
      values: [kept.id, kernel.clock.now()],
    })
  })
}

interface Kept {
  readonly id: string
  readonly comment: string
  readonly isFollowed: boolean
}

async function keep(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  ticket: Row,
  { person, score, comment }: Rating,
): Promise<Kept> {
  const [kept] = await db.query<Kept>({
    text: `insert into satisfaction (id, ticket_id, resolution, score, comment, at, person_id, team_id, assignee_id)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (ticket_id, resolution) do update set score = excluded.score, at = excluded.at,
        comment = case when excluded.comment = '' then satisfaction.comment else excluded.comment end
      returning id, comment, followed_at is not null as "isFollowed"`,
    values: [
      clock.id(),
      ticket.id,
      Number(ticket['reopens'] ?? 0),
      score,
      comment,
      clock.now(),
      person,
      idsOf(ticket['team'])[0] ?? null,
      idsOf(ticket['assignee'])[0] ?? null,
    ],
  })
  if (!kept) throw new Error('A rating was not kept.')
  return kept
}

/** Writes what was said last of tickets to the tickets themselves, for lists and figures. */
export async function noteRatings(db: Pick<Db, 'query'>, tickets: readonly string[]): Promise<void> {
  await db.query({
    text: `update ticket t set rating = s.score from (select distinct on (ticket_id) ticket_id, score from satisfaction
        where ticket_id = any($1::uuid[]) order by ticket_id, resolution desc) s where t.id = s.ticket_id`,
    values: [tickets],
  })
}

/** Whoever answers for it finds it under their work and is told: an unhappy person is called, not counted. */
async function followUp(
  kernel: Kernel,
  ticket: Row,
  { person, score, comment }: Pick<Rating, 'person' | 'score' | 'comment'>,
): Promise<void> {
  // Whoever keeps a note that only IT reads has to be able to read such notes.
  const who = { ...system('satisfaction'), permissions: new Set(['comment.write', 'comment.see_internal']) }
  const records = kernel.store.asSystem('satisfaction')
  const name = (await records.get('person', person)).title ?? 'whoever asked'
  const assignee = await whoFollowsUp(records, ticket)
  const title = `Talk to ${name}: ${score} of 5`.slice(0, 200)
  await addTask(kernel, who, { id: ticket.id, task: { title, ...(assignee && { assignee }) } })
  const text = `${name} gave ${score} of 5.${comment === '' ? '' : `\n\n> ${comment.replaceAll('\n', '\n> ')}`}`
  await writeComment(kernel, who, { id: ticket.id, text, isInternal: true })
}

/** The lead of the team; where it has none, the manager of whoever had it, or they themselves. */
async function whoFollowsUp(records: Records, ticket: Row): Promise<string | null> {
  const [team] = idsOf(ticket['team'])
  const [lead] = team === undefined ? [] : idsOf((await records.get('team', team))['lead'])
  if (lead !== undefined) return lead
  const [assignee] = idsOf(ticket['assignee'])
  if (assignee === undefined) return null
  const [manager] = idsOf((await records.get('person', assignee))['manager'])
  return manager ?? assignee
}

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
