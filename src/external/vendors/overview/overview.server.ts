import { sql } from 'kysely'
import { rightsOf } from '../../../kernel/access/abilities.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import { verdictSql } from '../../../kernel/access/rule.server.ts'
import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Money, Ref } from '../../../kernel/record/field.ts'
import type { Filter } from '../../../kernel/record/define.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { askFor, partOf } from '../../../kernel/traits/part.server.ts'
import { escalationPath, type OnPath } from '../contacts/escalation-path.ts'
import { gainOf } from '../scorecards/history.ts'
import { type NamedScore, scoresFor } from '../scorecards/scores.server.ts'
import { type Coming, dueOf } from './due.ts'
import { sumsOf } from './money.ts'
import type { Bought, Hanging, ToCall, VendorOverview } from './overview.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'registry' | 'clock'>
const within = 90
const most = 100
const open = ['open', 'with_vendor']

/** A vendor at a glance, as far as the caller may see what hangs on it. Throws NotFound where they may not see the vendor. */
export async function readOverview(kernel: Needs, who: Who, id: string): Promise<VendorOverview> {
  const records = kernel.store.as(who)
  const vendor = await records.get('vendor', id)
  const of = async (type: string, filter: Filter = {}, sort = 'createdAt'): Promise<readonly Row[]> =>
    (await records.list(type, { filter: { vendor: vendor.id, ...filter }, sort, limit: most })).rows
  const [engagements, contacts, reviews, meetings, issues, plans] = await Promise.all([
    of('engagement', { state: ['planned', 'live', 'ending'] }, 'name'),
    of('vendor_contact', { state: 'there' }, 'name'),
    of('performance_review', { state: 'planned' }, 'dueOn'),
    of('vendor_meeting', { state: 'planned' }, 'startsAt'),
    of('vendor_issue', { state: open }),
    of('improvement_plan', { state: 'running' }),
  ])
  const [scores, hangs] = await Promise.all([
    scoresFor(
      kernel,
      who,
      engagements.map((row) => row.id),
    ),
    hangingOn(
      kernel,
      who,
      engagements.filter(({ state }) => state !== 'planned').flatMap((row) => idsOf(row['services'])),
    ),
  ])
  const coming = [
    ...reviews.map((row) => comingOf('performance_review', row, row['dueOn'])),
    ...meetings.map((row) => comingOf('vendor_meeting', row, row['startsAt'])),
    ...issues.map((row) => comingOf('vendor_issue', row, row['dueOn'])),
    ...plans.map((row) => comingOf('improvement_plan', row, row['endsOn'])),
    ...engagements.map((row) => comingOf('engagement', row, row['endsOn'])),
  ]
  return {
    buys: engagements.map((row) => boughtOf(row, scores.get(row.id) ?? [])),
    costs: sumsOf(engagements.filter(({ state }) => state !== 'planned').map((row) => moneyIn(row))),
    due: dueOf(coming, { today: kernel.clock.now().toISOString().slice(0, 10), within }),
    hangs,
    path: escalationPath(contacts.map(onPath), null),
    contacts: contacts.map(toCall),
  }
}

const comingOf = (type: string, row: Row, day: unknown): Coming => ({
  ...{ type, id: row.id, title: row.title },
  day: typeof day === 'string' ? day : null,
})

const moneyIn = (row: Row): Money | null => (row['yearlyCost'] ?? null) as Money | null
const textIn = (row: Row, field: string): string | null => (typeof row[field] === 'string' ? row[field] : null)

function boughtOf(row: Row, scores: readonly NamedScore[]): Bought {
  const [latest] = scores
  return {
    ...{ id: row.id, number: row.number, title: row.title ?? '', state: row.state ?? '' },
    criticality: String(row['criticality']),
    owner: (row['owner'] ?? null) as Ref | null,
    services: row['services'] as readonly Ref[],
    yearlyCost: moneyIn(row),
    endsOn: textIn(row, 'endsOn'),
    latest:
      latest && latest.score !== null && latest.grade !== null
        ? { period: latest.period, score: latest.score, grade: latest.grade, says: latest.says }
        : null,
    gain: gainOf(scores),
  }
}

const onPath = (row: Row): OnPath => ({
  ...{ id: row.id, name: row.title ?? '', escalateWhen: textIn(row, 'escalateWhen') },
  level: typeof row['level'] === 'number' ? row['level'] : null,
  escalateAfter: typeof row['escalateAfter'] === 'number' ? row['escalateAfter'] : null,
  engagements: idsOf(row['engagements']),
})

const toCall = (row: Row): ToCall => ({
  ...{ id: row.id, name: row.title ?? '', role: String(row['role']) },
  ...{ phone: textIn(row, 'phone'), mobile: textIn(row, 'mobile'), email: textIn(row, 'email') },
  languages: row['languages'] as readonly string[],
  reachable: textIn(row, 'reachable'),
})

/** The services that stand still without these, themselves included, the most critical first; of those that the caller may see. */
async function hangingOn({ db, registry }: Needs, who: Who, services: readonly string[]): Promise<readonly Hanging[]> {
  if (services.length === 0) return []
  const service = registry.record('service')
  const part = partOf<Hanging, readonly Hanging[]>({
    sql: sql`with recursive hit (id) as (
        select unnest(${services}::uuid[])
        union select s.id from service s join hit h on s.depends_on @> array[h.id]
          where s.archived_at is null and s.state <> 'retired')
      select t.id, r.number, t.name as title, t.criticality, t.id = any(${services}::uuid[]) as "isDirect"
      from hit join service t on t.id = hit.id join record r on r.id = t.id
      where t.archived_at is null and t.state <> 'retired' and ${verdictSql(service, rightsOf(who, service).read, 't')}
      order by array_position(array['vital', 'important', 'normal', 'minor'], t.criticality), t.name, t.id limit ${most}`,
    read: (rows) => rows,
  })
  return askFor(db, part)
}
