import { sql } from 'kysely'
import { today } from '../../../kernel/clock.ts'
import { rightsOf } from '../../../kernel/access/abilities.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import { verdictSql } from '../../../kernel/access/rule.server.ts'
import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Money, Ref } from '../../../kernel/record/field.ts'
import type { Filter } from '../../../kernel/record/define.ts'
import { allRows } from '../../../kernel/record/all-rows.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { escalationPath, type OnPath } from '../contacts/escalation-path.ts'
import { gainOf } from '../scorecards/history.ts'
import { type NamedScore, scoresFor } from '../scorecards/scores.server.ts'
import type { Agreed, Contribution } from './contribution.ts'
import { agreedOn, costsOf, type Costing } from './costs.ts'
import { type Coming, dueOf } from './due.ts'
import { sumsOf } from './money.ts'
import type { Bought, Hanging, ToCall, VendorOverview } from './overview.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'registry' | 'clock'>
const within = 90
const mostHanging = 200
const open = ['open', 'with_vendor']

/**
 * A vendor at a glance, as far as the caller may see what hangs on it, with what other rooms know of it. Throws NotFound where
 * they may not see the vendor.
 */
export async function readOverview(
  kernel: Needs,
  who: Who,
  { id, contributions = [] }: { readonly id: string; readonly contributions?: readonly Contribution[] },
): Promise<VendorOverview> {
  const records = kernel.store.as(who)
  const vendor = await records.get('vendor', id)
  const day = today(kernel.clock)
  const of = (type: string, filter: Filter = {}, sort = 'createdAt') =>
    allRows(records, type, { filter: { vendor: vendor.id, ...filter }, sort })
  const [engagements, contacts, reviews, meetings, issues, plans, ...told] = await Promise.all([
    of('engagement', { state: ['planned', 'live', 'ending'] }, 'name'),
    of('vendor_contact', { state: 'there' }, 'name'),
    of('performance_review', { state: 'planned' }, 'dueOn'),
    of('vendor_meeting', { state: 'planned' }, 'startsAt'),
    of('vendor_issue', { state: open }),
    of('improvement_plan', { state: 'running' }),
    ...contributions.map((contribution) => contribution({ who, vendor: vendor.id, today: day, within })),
  ])
  const running = engagements.filter(({ state }) => state !== 'planned')
  const [scores, hangs] = await Promise.all([
    scoresFor(
      kernel,
      who,
      engagements.map((row) => row.id),
    ),
    hangingOn(kernel, who, [
      ...running.flatMap((row) => idsOf(row['services'])),
      ...told.flatMap(({ services = [] }) => services),
    ]),
  ])
  const coming = [
    ...reviews.map((row) => comingOf('performance_review', row, { day: row['dueOn'], what: 'Review' })),
    ...meetings.map((row) => comingOf('vendor_meeting', row, { day: row['startsAt'], what: 'Meeting' })),
    ...issues.map((row) => comingOf('vendor_issue', row, { day: row['dueOn'], what: 'Issue to be settled' })),
    ...plans.map((row) => comingOf('improvement_plan', row, { day: row['endsOn'], what: 'Improvement plan ends' })),
    ...engagements.map((row) => comingOf('engagement', row, { day: row['endsOn'], what: 'Engagement ends' })),
    ...told.flatMap((one) => one.coming),
  ]
  const agreed = told.find((one) => one.agreed)?.agreed ?? null
  return {
    buys: engagements.map((row) => boughtOf(row, { scores: scores.get(row.id) ?? [], agreed })),
    costs: costsOf(running.map(costing), agreed),
    leave: agreed && {
      ...{ contracts: agreed.contracts, bound: agreed.bound, unbound: agreed.unbound, notice: agreed.notice },
    },
    due: dueOf(coming, { today: day, within }),
    ...hangs,
    path: escalationPath(contacts.map(onPath), null),
    contacts: contacts.map(toCall),
  }
}

const comingOf = (type: string, row: Row, { day, what }: { readonly day: unknown; readonly what: string }): Coming => ({
  ...{ type, id: row.id, title: row.title, what },
  day: typeof day === 'string' ? day : null,
})

const costing = (row: Row): Costing => ({ id: row.id, expected: moneyIn(row) })
const moneyIn = (row: Row): Money | null => (row['yearlyCost'] ?? null) as Money | null
const textIn = (row: Row, field: string): string | null => (typeof row[field] === 'string' ? row[field] : null)

function boughtOf(
  row: Row,
  { scores, agreed }: { readonly scores: readonly NamedScore[]; readonly agreed: Agreed | null },
): Bought {
  const [latest] = scores
  return {
    ...{ id: row.id, number: row.number, title: row.title ?? '', state: row.state ?? '' },
    criticality: String(row['criticality']),
    owner: (row['owner'] ?? null) as Ref | null,
    services: row['services'] as readonly Ref[],
    yearlyCost: moneyIn(row),
    agreed: sumsOf(agreedOn(agreed, row.id)),
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

/** The services that stand still without these, themselves included, the most critical first; by way of services that the caller may see. */
async function hangingOn(
  { db, registry }: Needs,
  who: Who,
  services: readonly string[],
): Promise<Pick<VendorOverview, 'hangs' | 'hanging'>> {
  if (services.length === 0) return { hangs: [], hanging: { count: 0, vital: 0 } }
  const service = registry.record('service')
  const isSeen = (alias: string) =>
    sql`${sql.ref(`${alias}.archived_at`)} is null and ${sql.ref(`${alias}.state`)} <> 'retired'
      and ${verdictSql(service, rightsOf(who, service).read, alias)}`
  const rows = await db.query<Hanging & { readonly count: number; readonly vital: number }>(
    sql`with recursive hit (id) as (
        select s.id from service s where s.id = any(${services}::uuid[]) and ${isSeen('s')}
        union select s.id from hit h join service s on s.depends_on @> array[h.id] and ${isSeen('s')})
      select t.id, r.number, t.name as title, t.criticality, t.id = any(${services}::uuid[]) as "isDirect",
        count(*) over ()::int as count, count(*) filter (where t.criticality = 'vital') over ()::int as vital
      from hit join service t on t.id = hit.id join record r on r.id = t.id
      order by array_position(array['vital', 'important', 'normal', 'minor'], t.criticality), t.name, t.id limit ${mostHanging}`,
  )
  const [first] = rows
  return {
    hangs: rows.map(({ count: _, vital: __, ...hanging }) => hanging),
    hanging: { count: first?.count ?? 0, vital: first?.vital ?? 0 },
  }
}
