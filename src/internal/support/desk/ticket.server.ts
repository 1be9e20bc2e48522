import { type RawBuilder, sql } from 'kysely'
import { devicesOf } from '../../operations/index.server.ts'
import { rightsOf } from '../../../kernel/access/abilities.ts'
import { holds } from '../../../kernel/access/rule.ts'
import { verdictSql } from '../../../kernel/access/rule.server.ts'
import type { Who } from '../../../kernel/access/who.ts'
import { historyOf, type HistoryPage } from '../../../kernel/history/read.server.ts'
import { filesOf } from '../../../kernel/files/files.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { commentsOf } from '../../../kernel/traits/comments.server.ts'
import { askTogether, type Part, partOf } from '../../../kernel/traits/part.server.ts'
import { relationsOf } from '../../../kernel/traits/relations.server.ts'
import { tagsOf } from '../../../kernel/traits/tags.server.ts'
import { tasksOf } from '../../../kernel/traits/tasks.server.ts'
import { watchingOf } from '../../../kernel/traits/watching.server.ts'
import type { PageParts } from '../../../kernel/traits/wire.ts'
import { presentAt } from './presence.server.ts'
import type { Around, OtherTicket } from './wire.ts'

/** A ticket with all that the desk shows at once. */
export interface DeskTicket extends PageParts {
  readonly row: Row
  readonly history: HistoryPage | null
  readonly around: Omit<Around, 'requester'> & { readonly requester: Row | null }
}
const latestComments = 100
const latestEntries = 25
const mostOthers = 12
const mostChildren = 50

/** A ticket as the desk shows it: the ticket first, then all else at once. Throws NotFound. */
export async function readTicket(kernel: Kernel, who: Who, key: string): Promise<DeskTicket> {
  const records = kernel.store.as(who)
  const record = kernel.registry.record('ticket')
  const row = await records.get(record, key)
  const target = { id: row.id, type: record, row }
  const asker = idOf(row['requester'])
  const mayLookBack = holds(who, 'history.read')
  const [parts, history, requester] = await Promise.all([
    askTogether(kernel.db, {
      comments: commentsOf(target, who, { limit: latestComments }),
      files: filesOf(target),
      tags: tagsOf(target),
      watch: watchingOf(target, who),
      relations: relationsOf(kernel, who, target),
      tasks: tasksOf(kernel, who, target),
      person: personOf(asker),
      devices: devicesOf(kernel, who, asker),
      others: ticketsOf(kernel, who, {
        where: sql`t.requester = ${asker}::uuid and t.id <> ${row.id}::uuid`,
        limit: mostOthers,
      }),
      children: ticketsOf(kernel, who, { where: sql`t.parent = ${row.id}::uuid`, limit: mostChildren }),
      present: presentAt([row.id], kernel.clock.now()),
    }),
    mayLookBack ? historyOf(kernel, who, { record, row, limit: latestEntries }) : null,
    asker && holds(who, 'person.read') ? records.get('person', asker) : null,
  ])
  const { person, devices, others, children, present, ...page } = parts
  return { row, ...page, history, around: { requester, ...person, devices, others, children, present } }
}

/** What else is known of a person: their tags, and the time they live by. */
const personOf = (id: string | null): Part<{ readonly tags: readonly string[]; readonly timeZone: string | null }> =>
  partOf<{ tags: string[]; zone: string | null }, { tags: readonly string[]; timeZone: string | null }>({
    sql: sql`select coalesce(p.time_zone, l.time_zone) as zone,
        array(select name from tag where record_id = p.id order by name) as tags
      from person p left join location l on l.id = p.location where p.id = ${id}::uuid`,
    read: ([row]) => ({ tags: row?.tags ?? [], timeZone: row?.zone ?? null }),
  })

/** Some tickets that the caller may read, the open ones first, then the latest. */
function ticketsOf(
  { registry }: Pick<Kernel, 'registry'>,
  who: Who,
  { where, limit }: { readonly where: RawBuilder<unknown>; readonly limit: number },
): Part<readonly OtherTicket[]> {
  const record = registry.record('ticket')
  return partOf<OtherRow, readonly OtherTicket[]>({
    sql: sql`select t.id, r.number, t.title, t.state, t.priority, t.created_at as "createdAt", t.service, s.name as "serviceName"
      from ticket t join record r on r.id = t.id left join service s on s.id = t.service
      where t.archived_at is null and ${where} and ${verdictSql(record, rightsOf(who, record).read, 't')}
      order by t.closed_at is null and t.resolved_at is null desc, t.created_at desc limit ${limit}`,
    moments: ['createdAt'],
    read: (rows) =>
      rows.map(({ service, serviceName, createdAt, ...row }) => ({
        ...row,
        createdAt: createdAt.toISOString(),
        service: service ? { id: service, title: holds(who, 'service.read') ? serviceName : null } : null,
      })),
  })
}
interface OtherRow extends Omit<OtherTicket, 'createdAt' | 'service'> {
  readonly createdAt: Date
  readonly service: string | null
  readonly serviceName: string | null
}

const idOf = (ref: unknown): string | null =>
  typeof ref === 'object' && ref !== null && 'id' in ref ? String(ref.id) : null
