import type pg from 'pg'
import { systemClock } from '../src/kernel/clock.ts'

const after = { title: 'printer stopped', priority: 'high', state: 'open' }
const hash = Buffer.alloc(32, 7)
const history =
  'insert into history (id, at, record_id, type, entry, version, verb, who_name, via, before, after, hash)'

const create = `with r as (
  insert into record (id, type, number, title, state, entries, chain, search, folded)
  values ($1::uuid, 'bench_ticket', 'X-' || ($1::uuid)::text, 'printer stopped', 'open', 1, $3, $4::tsvector, $5)
), t as (
  insert into bench_ticket (id, number, version, state, created_at, updated_at, title, team, priority)
  select $1::uuid, nextval('bench_ticket_number'), 1, 'open', now(), now(), 'printer stopped', (select id from team limit 1), 'high'
) ${history} values ($2, now(), $1::uuid, 'bench_ticket', 1, 1, 'created', 'Bench', 'api', null, $6, $3)`

/** The limit of a create: registry, row and history inserted by one prepared statement, nothing checked. */
export async function createLimit(pool: pg.Pool): Promise<{ id: string }> {
  const id = systemClock.id()
  const search = `'printer':1A 'stopped':2A '~bench_ticket'`
  await pool.query({
    name: 'create',
    text: create,
    values: [id, systemClock.id(), hash, search, 'printer stopped', JSON.stringify(after)],
  })
  return { id }
}

const update = `with r as (
  update record set entries = entries + 1, chain = $3 where id = $1
), t as (
  update bench_ticket set title = $4, version = version + 1, updated_at = now() where id = $1
) ${history} values ($2, now(), $1, 'bench_ticket', 1, 1, 'updated', 'Bench', 'api', $5, $5, $3)`

/** The limit of an update: the same three rows written by one prepared statement, nothing read or checked. */
export async function updateLimit(pool: pg.Pool, id: string): Promise<{ id: string }> {
  const fragment = JSON.stringify({ title: 'printer stopped' })
  await pool.query({
    name: 'update',
    text: update,
    values: [id, systemClock.id(), hash, `printer stopped ${Math.random()}`, fragment],
  })
  return { id }
}
