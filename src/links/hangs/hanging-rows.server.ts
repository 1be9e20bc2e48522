import { type RawBuilder, sql } from 'kysely'
import { allows } from '../../kernel/access/rule.ts'
import type { Who } from '../../kernel/access/who.ts'
import { badRequest } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { underpinningLinks } from '../underpinning.link.ts'
import { boughtStates, deliveredStates, stepsOf } from './walk.server.ts'
import type { Counted, HangingCounts, HangingRow, HangingRows } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'registry'>
interface Asking {
  readonly type: 'vendor' | 'engagement'
  readonly id: string
  readonly what: Counted
  /** Where the page before ended. */
  readonly after?: string | undefined
  readonly limit: number
}
const [inHandLink] = underpinningLinks

/**
 * All rows behind one number of what hangs on a vendor or an engagement, page by page however many they are: found by the same
 * walk, in the order of their names, tickets in that of their weight. Throws NotFound where the caller may not see the start.
 */
export async function readHangingRows(kernel: Needs, who: Who, asking: Asking): Promise<HangingRows> {
  const { id } = await kernel.store.as(who).get(asking.type, asking.id)
  const [after, afterId] = placeOf(asking.after)
  const rows = await kernel.db.query<HangingRow & { readonly key: string }>(sql`
    with recursive ${waysSql(kernel, who, { ...asking, id })}, ${stepsOf(kernel.registry, who).walk(sql`select id from way`)},
      found as (${rowsSql(kernel, who, asking.what)})
    select f.id, r.number, r.type, f.title, f.criticality, f.state, f.priority, f.key from found f join record r on r.id = f.id
    where ${after === null ? sql`true` : sql`(f.key, f.id) > (${after}, ${afterId}::uuid)`}
    order by f.key, f.id limit ${asking.limit + 1}`)
  const shown = rows.slice(0, asking.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ key: _, ...row }) => row),
    next: rows.length > shown.length && last ? nextOf(last) : null,
  }
}

/** How much of each hangs there, however much it is; in one statement. */
export async function countAll(
  kernel: Pick<Kernel, 'db' | 'registry'>,
  who: Who,
  start: Pick<Asking, 'type' | 'id'>,
): Promise<HangingCounts> {
  const of = (what: Counted) => sql`(select count(*)::int from (${rowsSql(kernel, who, what)}) q)`
  const [found] = await kernel.db.query<HangingCounts>(sql`
    with recursive ${waysSql(kernel, who, start)}, ${stepsOf(kernel.registry, who).walk(sql`select id from way`)}
    select (select count(*)::int from bought) as engagements, ${of('services')} as services, ${of('vital')} as vital,
      (select count(*)::int from hit where id in (select id from way)) as direct, ${of('teams')} as teams, ${of('units')} as units,
      ${of('tickets')} as tickets, ${of('in-hand')} as "inHand"`)
  if (!found) throw new Error('Counting gave no row.')
  return found
}

/** `bought (id)` and `way (id)`: what is bought, and the services that it delivers or supports. */
function waysSql(
  { registry }: Pick<Needs, 'registry'>,
  who: Who,
  { type, id }: Pick<Asking, 'type' | 'id'>,
): RawBuilder<unknown> {
  const { seen } = stepsOf(registry, who)
  const start =
    type === 'engagement' ? sql`e.id = ${id}` : sql`e.vendor = ${id} and e.state = any(${boughtStates}::text[])`
  return sql`bought (id, services) as (select e.id, e.services from engagement e where ${start} and ${seen('engagement', 'e')}),
    way (id) as (select unnest(services) from bought union select o.service from outsourced_service o
      where o.engagement in (select id from bought) and o.state = any(${deliveredStates}::text[])
        and ${seen('outsourced_service', 'o')})`
}

/** `id`, `key` by which they are in order, and what is said of each. */
function rowsSql({ registry }: Pick<Needs, 'registry'>, who: Who, what: Counted): RawBuilder<unknown> {
  const { seen, open } = stepsOf(registry, who)
  const nothing = sql`null as criticality, null as state, null as priority`
  const ofService = (
    type: 'team' | 'business_unit',
  ) => sql`select distinct o.id, o.name as key, o.name as title, ${nothing}
    from hit h join service s on s.id = h.id join ${sql.table(type)} o on o.id = ${sql.ref(`s.${type}`)} and ${seen(type, 'o')}`
  // Who is weightier comes first, of those who was first.
  const ticket = sql`t.id, coalesce(array_position(array['critical', 'high', 'moderate', 'low'], t.priority), 9)
      || to_char(t.created_at at time zone 'UTC', ' YYYY-MM-DD HH24:MI:SS.US') as key,
    t.title, null as criticality, t.state, t.priority`
  if (what === 'teams') return ofService('team')
  if (what === 'units') return ofService('business_unit')
  if (what === 'tickets') return sql`select ${ticket} from hit h join ticket t on t.service = h.id and ${open('t')}`
  if (what === 'in-hand')
    return allows(inHandLink.access.read, who, {})
      ? sql`select distinct ${ticket} from bought b join contract c on c.engagement = b.id and ${seen('contract', 'c')}
          join relation l on l.to_id = c.id and l.link = ${inHandLink.name} join ticket t on t.id = l.from_id and ${open('t')}`
      : sql`select ${ticket} from ticket t where false`
  return sql`select s.id, s.name as key, s.name as title, s.criticality, s.state, null as priority
    from hit h join service s on s.id = h.id where ${what === 'vital' ? sql`s.criticality = 'vital'` : sql`true`}`
}

const nextOf = ({ key, id }: { readonly key: string; readonly id: string }): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url')

function placeOf(after: string | undefined): readonly [string, string] | readonly [null, null] {
  if (after === undefined || after === '') return [null, null]
  try {
    const place: unknown = JSON.parse(Buffer.from(after, 'base64url').toString())
    const [key, id] = Array.isArray(place) ? place : []
    if (typeof key === 'string' && !key.includes('\u0000') && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id))
      return [key, id]
  } catch {
    // What isn't JSON is no place either.
  }
  throw badRequest('The address has a parameter that can’t be read.', [
    { field: 'after', says: 'is no place in this list. Begin anew without it.' },
  ])
}
