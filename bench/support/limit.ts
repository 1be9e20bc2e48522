import type pg from 'pg'
import { Ticket } from '../../src/internal/support/index.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { searchVector } from '../../src/kernel/record/search-text.ts'
import type { Agent } from './cases.ts'

const hash = Buffer.alloc(32, 7)
const history = `insert into history (id, at, record_id, type, entry, version, verb, who, who_name, via, before, after, hash)`
const title = 'printer stopped on floor 3'
const text = 'The printer in room 12 shows an error since this morning.'
const search = searchVector({ record: Ticket, number: 'TKT-123456', values: { title, description: text } })

const create = `with r as (
  insert into record (id, type, number, title, state, entries, chain, search, folded)
  values ($1::uuid, 'ticket', 'X-' || ($1::uuid)::text, $4, 'new', 1, $3, $5::tsvector, $4)
), t as (
  insert into ticket (id, number, version, state, created_at, created_by, updated_at, updated_by, title, type, description,
    requester, category, service, team, impact, urgency, priority, source, due_at, due_for, is_breached, waits_for, reopens, reassignments)
  select $1::uuid, nextval('ticket_number'), 1, 'new', now(), $6, now(), $6, $4, 'incident', $7, $8,
    (select id from ticket_category limit 1), (select id from service limit 1), $9, 'low', 'high', 'moderate', 'portal',
    now() + interval '4 hours', 'response', false, 'agent', 0, 0
) ${history} values ($2, now(), $1::uuid, 'ticket', 1, 1, 'created', $6, 'Bench', 'api', null, $10, $3)`

/** The limit of a new ticket: registry, row and history inserted by one prepared statement, nothing checked or worked out. */
export async function createTicket(pool: pg.Pool, { account, self, team }: Agent): Promise<{ id: string }> {
  const id = systemClock.id()
  const after = { title, state: 'new', team, description: text, requester: self, impact: 'low', urgency: 'high' }
  await pool.query({
    name: 'create',
    text: create,
    values: [id, systemClock.id(), hash, title, search, account, text, self, team, JSON.stringify(after)],
  })
  return { id }
}

const comment = `with r as (
  update record set entries = entries + 1, chain = $3 where id = $1::uuid returning entries
), c as (
  insert into comment (id, record_id, text, html, is_internal, at, account_id, by_name)
  values ($4, $1::uuid, $5, $6, false, now(), $7, 'Bench')
), t as (
  update ticket set replied_at = now(), waits_for = 'requester' where id = $1::uuid
), w as (
  update service_level_watch set next_at = now() + interval '1 day' where ticket = $1::uuid
) ${history} select $2, now(), $1::uuid, 'ticket', entries, null, 'commented', $7, 'Bench', 'api', null, $8, $3 from r`

let next = 0
const turn = (ids: readonly string[]): string => ids[next++ % ids.length] ?? ''

/** The limit of an answer: the comment, its entry and what follows from it for the ticket, by one prepared statement. */
export async function addComment(pool: pg.Pool, { account, forLimit }: Agent): Promise<{ id: string }> {
  const [id, own] = [turn(forLimit), systemClock.id()]
  const after = JSON.stringify({ comment: own, isInternal: false })
  await pool.query({
    name: 'comment',
    text: comment,
    values: [id, systemClock.id(), hash, own, text, `<p>${text}</p>`, account, after],
  })
  return { id }
}

const move = `with r as (
  update record set entries = entries + 1, chain = $3, state = $4 where id = $1::uuid returning entries
), t as (
  update ticket set state = $4, pending_reason = $5, version = version + 1, updated_at = now(), updated_by = $6,
    due_at = now() + interval '1 day', due_for = 'resolution' where id = $1::uuid
), w as (
  update service_level_watch set next_at = now() + interval '1 day' where ticket = $1::uuid
) ${history} select $2, now(), $1::uuid, 'ticket', entries, 1, 'moved', $6, 'Bench', 'api', $7, $8, $3 from r`

/** The limit of putting on hold or resuming: the row, its entry and when it is to be looked at, by one prepared statement. */
export async function moveTicket(pool: pg.Pool, { account, forLimit, reason }: Agent): Promise<{ id: string }> {
  const isHeld = (next / forLimit.length) % 2 < 1
  const [id, state] = [turn(forLimit), isHeld ? 'pending' : 'in_progress']
  const fragment = JSON.stringify({ state, pending_reason: reason })
  await pool.query({
    name: 'move',
    text: move,
    values: [id, systemClock.id(), hash, state, isHeld ? reason : null, account, fragment, fragment],
  })
  return { id }
}
