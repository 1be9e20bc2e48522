import { rightsOf } from '../../../kernel/access/abilities.ts'
import { verdictSql } from '../../../kernel/access/rule.server.ts'
import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { sql } from 'kysely'
import { weights } from './assign.ts'
import { soon, workStates } from './queues.ts'
import type { Burden } from './wire.ts'

/** First tickets shown of each person. */
const shown = 20

interface Line extends Omit<Burden, 'person' | 'oldestAt'> {
  readonly id: string | null
  readonly name: string | null
  readonly oldestAt: Date | null
}

/** What each member of a team has to do, those with most first, and what nobody has: one statement. Throws NotFound. */
export async function readWorkload(kernel: Kernel, who: Who, team: string): Promise<readonly Burden[]> {
  const { id } = await kernel.store.as(who).get('team', team)
  const ticket = kernel.registry.record('ticket')
  const until = new Date(kernel.clock.now().getTime() + soon)
  const lines = await kernel.db.query<Line>(sql`with work as (
      select t.id, r.number, t.title, t.state, t.priority, t.created_at, t.due_at, t.is_breached, t.assignee,
        coalesce((${JSON.stringify(weights)}::json ->> t.priority)::int, 1) as weight,
        row_number() over (partition by t.assignee order by t.due_at nulls last, t.id) as place
      from ticket t join record r on r.id = t.id
      where t.state = any(${[...workStates]}::text[]) and t.archived_at is null
        and (t.team = ${id}::uuid or (t.assignee is not null and t.assignee = any(
          (select array_append(members, lead) from team where id = ${id}::uuid)::uuid[])))
        and ${verdictSql(ticket, rightsOf(who, ticket).read, 't')}
    ), people as (
      select p.id, p.name, p.state <> 'active' as away from team m
        join person p on (p.id = any(m.members) or p.id = m.lead) and p.archived_at is null and p.state <> 'left'
        where m.id = ${id}::uuid
      union select p.id, p.name, p.state <> 'active' from person p where p.id in (select assignee from work)
      union all select null, null, false
    )
    select p.id, p.name, p.away as "isAway", count(w.id)::int as open, coalesce(sum(w.weight), 0)::int as load,
      count(*) filter (where w.is_breached)::int as breached,
      count(*) filter (where not w.is_breached and w.due_at <= ${until}::timestamptz)::int as soon,
      min(w.created_at) as "oldestAt",
      coalesce(json_agg(json_build_object('id', w.id, 'number', w.number, 'title', w.title, 'state', w.state,
          'priority', w.priority, 'createdAt', w.created_at, 'dueAt', w.due_at, 'service', null) order by w.place)
        filter (where w.place <= ${shown}), '[]') as tickets
    from people p left join work w on w.assignee is not distinct from p.id
    group by p.id, p.name, p.away order by p.id is null desc, load desc, p.name`)
  return lines.map(({ id: person, name, oldestAt, ...line }) => ({
    ...line,
    person: person ? { id: person, title: name } : null,
    oldestAt: oldestAt?.toISOString() ?? null,
  }))
}
