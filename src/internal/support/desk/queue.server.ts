import { sql } from 'kysely'
import { rightsOf } from '../../../kernel/access/abilities.ts'
import { verdictSql } from '../../../kernel/access/rule.server.ts'
import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { askTogether, type Part, partOf } from '../../../kernel/traits/part.server.ts'
import { presentAt } from './presence.server.ts'
import { filterOf, type Queue, soon, tooLong, workStates } from './queues.ts'
import type { QueuePage } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry'>
interface Asked {
  readonly queue: Queue
  readonly q: string
  readonly after?: string | undefined
}
/** What a line of the queue shows. */
const columns = [
  ...['title', 'priority', 'isMajor', 'requester', 'service', 'team', 'assignee', 'waitsFor', 'pendingReason'],
  ...['dueAt', 'dueFor', 'isBreached', 'type'],
]
const pageSize = 50

/** A page of a queue, the first due first, with how much is in each queue and who is where: two statements. */
export async function readQueue(
  kernel: Needs,
  who: Who,
  { queue, q, after }: Asked,
): Promise<Omit<QueuePage, 'rows'> & { readonly rows: readonly Row[] }> {
  const now = kernel.clock.now()
  const { rows, next } = await kernel.store.as(who).list('ticket', {
    filter: filterOf(queue, now),
    sort: 'dueAt',
    limit: pageSize,
    columns,
    ...(q ? { q } : {}),
    ...(after ? { after } : {}),
  })
  const ids = rows.map(({ id }) => id)
  const { counts, present } = await askTogether(kernel.db, {
    counts: countsOf(kernel, who, now),
    present: presentAt(ids, now),
  })
  return { rows, next, counts, present }
}

/** How many tickets are in each queue, of those that the caller may read. */
function countsOf({ registry }: Needs, who: Who, now: Date): Part<QueuePage['counts']> {
  const ticket = registry.record('ticket')
  return partOf<QueuePage['counts'], QueuePage['counts']>({
    sql: sql`select count(*) filter (where assignee = ${who.self}::uuid)::int as mine,
        count(*) filter (where team = any(${who.groups}::uuid[]))::int as teams,
        count(*) filter (where assignee is null)::int as unassigned,
        count(*) filter (where due_at <= ${new Date(now.getTime() + soon)}::timestamptz)::int as breaching,
        count(*) filter (where waits_for = 'agent'
          and updated_at <= ${new Date(now.getTime() - tooLong)}::timestamptz)::int as waiting,
        count(*) filter (where is_with_vendor)::int as vendor, count(*) filter (where is_major)::int as major, count(*)::int as all
      from ticket t where archived_at is null and state = any(${[...workStates]}::text[])
        and ${verdictSql(ticket, rightsOf(who, ticket).read, 't')}`,
    read: ([row]) => row ?? none,
  })
}
const none = { mine: 0, teams: 0, unassigned: 0, breaching: 0, waiting: 0, vendor: 0, major: 0, all: 0 }
