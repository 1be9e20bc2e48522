import type { Db } from '../../../kernel/database/db.server.ts'
import { engagement } from '../service-levels/agreement.ts'
import type { Columns, TicketEvent } from './events.ts'

interface Entry {
  readonly at: string
  readonly entry: number
  readonly verb: string
  readonly before: Columns | null
  readonly after: Columns | null
  readonly isOwn: boolean
  readonly isOurs: boolean
}

/** Those a ticket `t` is about: who asked, for whom, and who reads along; an array in SQL. */
export const peopleSql = 'array[t.requester, t.requested_for] || t.participants'

/**
 * The events of tickets, by ticket, in the order of their histories, in one statement. A comment is the requester's when
 * the ticket's requester, the one it is for, or a participant wrote it: by an account, or by a mail whose entry names them.
 */
export async function eventsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, readonly TicketEvent[]>> {
  // One row per ticket: of thousands, reading a row per entry would take most of the time.
  const rows = await db.query<{ record_id: string; entries: readonly Entry[] }>({
    text: `select h.record_id, json_agg(json_build_object('at', h.at, 'entry', h.entry, 'verb', h.verb, 'before', h.before,
          'after', h.after,
          'isOurs', h.verb = 'commented' and h.who is null and h.after ->> 'person' is null,
          'isOwn', h.verb = 'commented' and coalesce(coalesce((h.after ->> 'person')::uuid, a.self)
            = any(${peopleSql}), false)) order by h.entry) as entries
      from history h join ticket t on t.id = h.record_id left join account a on a.id = h.who
      where h.record_id = any($1::uuid[]) and (h.version is not null or h.verb = 'commented'
        or h.verb in ('related', 'unrelated') and starts_with(coalesce(h.after, h.before) ->> 'link', $2))
      group by h.record_id`,
    values: [[...ids], engagement],
  })
  return new Map(rows.map(({ record_id, entries }) => [record_id, entries.map(eventOf)]))
}

function eventOf({ at, entry, verb, before, after, isOwn, isOurs }: Entry): TicketEvent {
  const happened = { at: new Date(at), entry }
  if (verb === 'created') return { ...happened, kind: 'created', after: after ?? {} }
  if (verb === 'related') return { ...happened, kind: 'engaged', agreement: String(after?.['other']) }
  if (verb === 'unrelated') return { ...happened, kind: 'released', agreement: String(before?.['other']) }
  if (verb !== 'commented') return { ...happened, kind: 'changed', before: before ?? {}, after: after ?? {} }
  return {
    ...happened,
    kind: 'replied',
    by: isOurs ? 'system' : isOwn ? 'requester' : 'agent',
    isInternal: after?.['isInternal'] === true,
  }
}
