import type { Db } from '../../../kernel/database/db.server.ts'
import type { Columns, TicketEvent } from './events.ts'

interface Entry {
  readonly record_id: string
  readonly at: Date
  readonly entry: number
  readonly verb: string
  readonly before: Columns | null
  readonly after: Columns | null
  readonly is_own: boolean
  readonly is_ours: boolean
}

/**
 * The events of tickets, by ticket, in the order of their histories, in one statement. A comment is the requester's when
 * the ticket's requester, the one it is for, or a participant wrote it: by an account, or by a mail whose entry names them.
 */
export async function eventsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, readonly TicketEvent[]>> {
  const rows = await db.query<Entry>({
    text: `select h.record_id, h.at, h.entry, h.verb, h.before, h.after,
        h.verb = 'commented' and h.who is null and h.after ->> 'person' is null as is_ours,
        h.verb = 'commented' and coalesce(coalesce((h.after ->> 'person')::uuid, a.self)
          = any(array[t.requester, t.requested_for] || t.participants), false) as is_own
      from history h join ticket t on t.id = h.record_id left join account a on a.id = h.who
      where h.record_id = any($1::uuid[]) and (h.version is not null or h.verb = 'commented')
      order by h.record_id, h.entry`,
    values: [[...ids]],
  })
  const events = new Map<string, TicketEvent[]>()
  for (const row of rows) {
    const known = events.get(row.record_id)
    if (known) known.push(eventOf(row))
    else events.set(row.record_id, [eventOf(row)])
  }
  return events
}

function eventOf({ at, entry, verb, before, after, is_own, is_ours }: Entry): TicketEvent {
  const happened = { at, entry }
  if (verb === 'created') return { ...happened, kind: 'created', after: after ?? {} }
  if (verb !== 'commented') return { ...happened, kind: 'changed', before: before ?? {}, after: after ?? {} }
  return {
    ...happened,
    kind: 'replied',
    by: is_ours ? 'system' : is_own ? 'requester' : 'agent',
    isInternal: after?.['isInternal'] === true,
  }
}
