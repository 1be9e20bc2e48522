import { sql } from 'kysely'
import { sumsOf } from '../../external/vendors/index.server.ts'
import { allows, idsOf } from '../../kernel/access/rule.ts'
import type { Who } from '../../kernel/access/who.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import type { Filter } from '../../kernel/record/define.ts'
import type { Money } from '../../kernel/record/field.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { askFor, askTogether, partOf } from '../../kernel/traits/part.server.ts'
import { titleIn } from '../measure-promise.server.ts'
import { underpinningLinks } from '../underpinning.link.ts'
import { because } from './because.ts'
import { countAll } from './hanging-rows.server.ts'
import { chainTo, type Hanging, type Tie, whatHangs } from './what-hangs.ts'
import { boughtStates, deliveredStates, stepsOf } from './walk.server.ts'
import type { HangingCounts, HangingNode, HangingType, WhatHangs } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'registry'>
/** What is read at most, and what of it is told one by one. Beyond that all is counted by itself. */
const usual = { engagements: 200, delivered: 500, services: 5000, shown: 300, tickets: 20, inHand: 50 }
type Most = typeof usual
const [inHandLink] = underpinningLinks

/**
 * What hangs on a vendor or an engagement, with the reason of each. What the caller may not read is no step on the way either:
 * what hangs there only by a service that is hidden isn't told. Throws NotFound where they may not see the start.
 */
export async function readWhatHangs(
  kernel: Needs,
  who: Who,
  start: { readonly type: 'vendor' | 'engagement'; readonly id: string },
  most: Most = usual,
): Promise<WhatHangs> {
  const records = kernel.store.as(who)
  const row = await records.get(start.type, start.id)
  let stopped: WhatHangs['stopped'] = null
  const list = async (type: string, filter: Filter, limit: number): Promise<readonly Row[]> => {
    const { rows, next } = await records.list(type, { filter, sort: 'name', limit })
    if (next !== null) stopped ??= { what: type === 'engagement' ? 'engagements' : 'outsourced_services', after: limit }
    return rows
  }
  const engagements =
    start.type === 'engagement'
      ? [row]
      : await list('engagement', { vendor: row.id, state: boughtStates }, most.engagements)
  const ids = engagements.map(({ id }) => id)
  const delivers = { engagement: ids, state: deliveredStates }
  const delivered = ids.length === 0 ? [] : await list('outsourced_service', delivers, most.delivered)
  const ways = waysIn(engagements, delivered)
  const found = await servicesOn(kernel, who, { first: [...new Set(ways.map(({ hangs }) => hangs))], most })
  if (found.length > most.services) stopped = { what: 'services', after: most.services }
  const services = found.slice(0, most.services)
  const tickets = await ticketsOf(kernel, who, { services: services.map(({ id }) => id), engagements: ids, most })
  const isAll = stopped === null && tickets.inHand.length < most.inHand
  const counts = isAll ? null : await countAll(kernel, who, { type: start.type, id: row.id })
  return told({ start: row, type: start.type, engagements, ways, services, tickets, counts, stopped, most })
}

/** What engagements deliver, before what they only support: that says more. */
function waysIn(engagements: readonly Row[], delivered: readonly Row[]): readonly Tie[] {
  const delivers = delivered.flatMap((row) =>
    idsOf(row['service']).map((hangs): Tie => ({ on: idsOf(row['engagement'])[0] ?? '', hangs, why: 'delivers' })),
  )
  const supports = engagements.flatMap((row) =>
    idsOf(row['services']).map((hangs): Tie => ({ on: row.id, hangs, why: 'supports' })),
  )
  return [...delivers, ...supports]
}

interface FoundService {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly criticality: string
  readonly state: string
  readonly dependsOn: readonly string[]
  readonly owner: string | null
  readonly team: { readonly id: string; readonly title: string } | null
  readonly unit: { readonly id: string; readonly title: string } | null
}

/** These services and all that depend on them over services that the caller may see, with who runs and who uses them. */
async function servicesOn(
  { db, registry }: Needs,
  who: Who,
  { first, most }: { readonly first: readonly string[]; readonly most: Most },
): Promise<readonly FoundService[]> {
  if (first.length === 0) return []
  const { seen, walk } = stepsOf(registry, who)
  const part = partOf<FoundService, readonly FoundService[]>({
    // The walk finds the nearest first: of more than can be told those stay, and with them the ways to them.
    sql: sql`with recursive ${walk(sql`select unnest(${first}::uuid[])`)},
        near (id) as (select id from (select id, row_number() over () as place from hit) q
          order by place limit ${most.services + 1})
      select t.id, r.number, t.name as title, t.criticality, t.state, t.depends_on as "dependsOn", p.name as owner,
        case when m.id is not null then json_build_object('id', m.id, 'title', m.name) end as team,
        case when u.id is not null then json_build_object('id', u.id, 'title', u.name) end as unit
      from near join service t on t.id = near.id join record r on r.id = t.id
        left join team m on m.id = t.team and ${seen('team', 'm')}
        left join business_unit u on u.id = t.business_unit and ${seen('business_unit', 'u')}
        left join person p on p.id = t.owner and ${seen('person', 'p')}
      order by t.name, t.id`,
    read: (rows) => rows,
  })
  return askFor(db, part)
}

interface FoundTicket {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly state: string
  readonly priority: string | null
  readonly service: string | null
  readonly engagement: string | null
  readonly under: string | null
}
interface FoundTickets {
  readonly counts: readonly { readonly service: string; readonly count: number }[]
  /** The weightiest, the oldest first. */
  readonly about: readonly FoundTicket[]
  readonly inHand: readonly FoundTicket[]
}

interface Asked {
  readonly services: readonly string[]
  readonly engagements: readonly string[]
  readonly most: Most
}

/** Open tickets of services, and those that the vendor has in hand under contracts that the caller may see. */
async function ticketsOf(
  { db, registry }: Needs,
  who: Who,
  { services, engagements, most }: Asked,
): Promise<FoundTickets> {
  const { seen, open } = stepsOf(registry, who)
  const columns = sql`t.id, r.number, t.title, t.state, t.priority, t.service`
  const weight = sql`array_position(array['critical', 'high', 'moderate', 'low'], t.priority), t.created_at, t.id`
  const ofServices = sql`t.service = any(${services}::uuid[]) and ${open('t')}`
  const mayLink = allows(inHandLink.access.read, who, {})
  const asked = await askTogether(db, {
    counts: partOf<FoundTickets['counts'][number], FoundTickets['counts']>({
      sql: sql`select t.service, count(*)::int as count from ticket t where ${ofServices} group by t.service`,
      read: (rows) => rows,
    }),
    about: partOf<FoundTicket, readonly FoundTicket[]>({
      sql: sql`select ${columns}, null as engagement, null as under from ticket t join record r on r.id = t.id
        where ${ofServices} order by ${weight} limit ${most.tickets}`,
      read: (rows) => rows,
    }),
    inHand: mayLink
      ? partOf<FoundTicket, readonly FoundTicket[]>({
          sql: sql`select ${columns}, c.engagement, c.name as under
            from relation l join ticket t on t.id = l.from_id join record r on r.id = t.id join contract c on c.id = l.to_id
            where l.link = ${inHandLink.name} and c.engagement = any(${engagements}::uuid[]) and ${open('t')}
              and ${seen('contract', 'c')}
            order by ${weight} limit ${most.inHand}`,
          read: (rows) => rows,
        })
      : null,
  })
  return { ...asked, inHand: asked.inHand ?? [] }
}

interface Read {
  readonly start: Row
  readonly type: 'vendor' | 'engagement'
  readonly engagements: readonly Row[]
  readonly ways: readonly Tie[]
  readonly services: readonly FoundService[]
  readonly tickets: FoundTickets
  /** Counted by themselves, where more hangs there than was read. */
  readonly counts: HangingCounts | null
  readonly stopped: WhatHangs['stopped']
  readonly most: Most
}

/** What a node says besides its reason. */
type Told = Pick<HangingNode, 'type' | 'number' | 'title'> & Partial<HangingNode>

function told({ start, type, engagements, ways, services, tickets, counts, stopped, most }: Read): WhatHangs {
  const all = toldOf({ engagements, services, tickets })
  const ties = tiesOf({ start, type, engagements, ways, services, tickets }).filter(({ hangs }) => all.has(hangs))
  const found = whatHangs({ start: start.id, ties, rankOf: (id) => weights.indexOf(all.get(id)?.criticality ?? null) })
  const telling = {
    nameOf: (id: string): string => all.get(id)?.title ?? '',
    supplier: type === 'vendor' ? start.title : titleIn(start['vendor']),
  }
  const nodes = [...found.values()].flatMap((one): readonly (HangingNode & { readonly type: HangingType })[] => {
    const said = all.get(one.id)
    return said ? [{ ...nodeOf(one, said), because: because(chainTo(found, one.id), telling) }] : []
  })
  const shown = shownOf(nodes, most.shown)
  const ids = new Set([start.id, ...shown.map(({ id }) => id)])
  const count = (of: HangingType): number => nodes.filter((node) => node.type === of).length
  const reached = nodes.filter((node) => node.type === 'service')
  return {
    start: { type, id: start.id, title: start.title ?? '' },
    nodes: shown,
    ties: ties
      .filter(({ on, hangs }) => ids.has(on) && ids.has(hangs))
      .map(({ on, hangs, why }) => ({ on, hangs, why })),
    counts: counts ?? {
      ...{ engagements: engagements.length, services: reached.length, teams: count('team') },
      vital: reached.filter(({ criticality }) => criticality === 'vital').length,
      direct: new Set(ways.map(({ hangs }) => hangs).filter((id) => found.has(id))).size,
      units: count('business_unit'),
      tickets: tickets.counts.reduce((sum, one) => sum + one.count, 0),
      inHand: new Set(tickets.inHand.map(({ id }) => id)).size,
    },
    costs: sumsOf(engagements.map((row) => (row['yearlyCost'] ?? null) as Money | null)),
    stopped,
  }
}

const weights = ['vital', 'important', 'normal', 'minor', null]

/** Everything that is told by its id, with what is said of it. */
function toldOf({ engagements, services, tickets }: Pick<Read, 'engagements' | 'services' | 'tickets'>) {
  const open = new Map(tickets.counts.map(({ service, count }) => [service, count]))
  return new Map<string, Told>([
    ...engagements.map(({ id, number, title, state, criticality, owner }): [string, Told] => [
      id,
      {
        type: 'engagement',
        number,
        title: title ?? '',
        state,
        criticality: String(criticality),
        owner: titleIn(owner),
      },
    ]),
    ...services.map(({ id, number, title, state, criticality, owner }): [string, Told] => [
      id,
      { type: 'service', number, title, state, criticality, owner, tickets: open.get(id) ?? 0 },
    ]),
    ...services.flatMap(({ team, unit }): [string, Told][] => [
      ...(team ? [[team.id, { type: 'team', number: null, title: team.title }] as [string, Told]] : []),
      ...(unit ? [[unit.id, { type: 'business_unit', number: null, title: unit.title }] as [string, Told]] : []),
    ]),
    ...[...tickets.inHand, ...tickets.about].map(({ id, number, title, state, priority }): [string, Told] => [
      id,
      { type: 'ticket', number, title, state, priority },
    ]),
  ])
}

/** Where several say the same, those that say more come first: a ticket in hand is told as that. */
function tiesOf({
  start,
  type,
  engagements,
  ways,
  services,
  tickets,
}: Omit<Read, 'counts' | 'stopped' | 'most'>): readonly Tie[] {
  const known = new Set(services.map(({ id }) => id))
  const bought = engagements.map(({ id }): Tie => ({ on: start.id, hangs: id, why: 'bought' }))
  const inHand = tickets.inHand.map(
    ({ id, engagement, under }): Tie => ({
      ...{ on: engagement ?? '', hangs: id, why: 'in_hand' },
      ...(under === null ? {} : { under }),
    }),
  )
  const ofServices = services.flatMap(({ id, dependsOn, team, unit }): readonly Tie[] => [
    ...dependsOn.filter((on) => known.has(on)).map((on): Tie => ({ on, hangs: id, why: 'depends' })),
    ...(team ? [{ on: id, hangs: team.id, why: 'runs' } as const] : []),
    ...(unit ? [{ on: id, hangs: unit.id, why: 'uses' } as const] : []),
  ])
  const about = [...tickets.about, ...tickets.inHand]
    .filter(({ service }) => service !== null && known.has(service))
    .map(({ id, service }): Tie => ({ on: service ?? '', hangs: id, why: 'about' }))
  return [...(type === 'vendor' ? bought : []), ...ways, ...inHand, ...ofServices, ...about]
}

const nodeOf = ({ id, steps, by }: Hanging, said: Told): Omit<HangingNode, 'because'> => ({
  ...{ id, steps, over: by.on },
  ...{ criticality: null, state: null, owner: null, tickets: 0, priority: null },
  ...said,
})

/** The first services, and what hangs on these; so each stands after what it hangs on. */
function shownOf(nodes: readonly HangingNode[], most: number): readonly HangingNode[] {
  const services = nodes.filter(({ type }) => type === 'service').slice(most)
  const left = new Set(services.map(({ id }) => id))
  return nodes.filter(({ id, over }) => !left.has(id) && !left.has(over))
}
