import type { Kernel } from '../../kernel.server.ts'

/** How often a worked-out day was seen to have moved, and when for the last time. */
export interface Moved {
  readonly moves: number
  readonly at: Date
}

/**
 * Notes the days that records show by a field which they work out of other records, and tells how often each has moved so far. Such a
 * day changes without a new version of its record, which would otherwise count up for calendar programs.
 */
export async function movesOf(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  field: string,
  days: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Moved>> {
  if (days.size === 0) return new Map()
  const ids = [...days.keys()]
  const rows = await db.query<{ record_id: string; moves: number; seen_at: Date }>({
    text: `with shown as (select * from unnest($1::uuid[], $2::text[]) as s (record_id, at)),
      noted as (insert into calendar_event_seen (record_id, field, at, moves, seen_at)
        select s.record_id, $3, s.at, 0, $4 from shown s
        on conflict (record_id, field) do update set at = excluded.at, moves = calendar_event_seen.moves + 1, seen_at = excluded.seen_at
          where calendar_event_seen.at <> excluded.at
        returning record_id, moves, seen_at)
      select record_id, moves, seen_at from noted
      union all select k.record_id, k.moves, k.seen_at from calendar_event_seen k join shown s using (record_id)
        where k.field = $3 and k.record_id not in (select record_id from noted)`,
    values: [ids, ids.map((id) => days.get(id)), field, clock.now()],
  })
  return new Map(rows.map(({ record_id, moves, seen_at }) => [record_id, { moves, at: seen_at }]))
}
