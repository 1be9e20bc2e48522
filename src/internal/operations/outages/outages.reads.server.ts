import type { Db } from '../../../kernel/database/db.server.ts'
import type { Outage } from './outage.record.ts'

/** What of an outage it takes to measure by it. */
export interface OutageTold
  extends Pick<
    Outage,
    | (
        | 'id'
        | 'number'
        | 'name'
        | 'component'
        | 'kind'
        | 'startedAt'
        | 'endedAt'
        | 'isPlanned'
        | 'announcedAt'
        | 'cause'
      )
    | ('excludedWhy' | 'usersAffected')
  > {
  /** The id of the service that is named; null where the outage is of a configuration item alone. */
  readonly serviceId: string | null
  /** The ids of the further services that it hits. */
  readonly alsoHit: readonly string[]
  /** What failed below the services, and what it does in words, where that is written down. */
  readonly item: { readonly name: string; readonly does: string | null } | null
}
export interface Told {
  readonly services: readonly string[]
  readonly from: Date
  readonly to: Date
}

/** The outages that hit some services, by themselves or by a configuration item, and lie in a stretch of time or reach into it: each once, the earliest first. */
export async function outagesIn(db: Db, { services, from, to }: Told): Promise<readonly OutageTold[]> {
  const rows = await db.query<OutageRow>({
    text: `select o.id, r.number, o.name, o.service, o.component, o.kind, o.started_at, o.ended_at, o.is_planned, o.announced_at,
        o.cause, o.excluded_why, o.users_affected, o.also_hit, i.name as item, i.does
      from outage o join record r on r.id = o.id left join configuration_item i on i.id = o.configuration_item
      where (o.service = any($1::uuid[]) or o.also_hit && $1::uuid[]) and o.started_at < $3 and (o.ended_at is null or o.ended_at > $2)
        and o.archived_at is null
      order by o.started_at, o.id`,
    values: [services, from, to],
  })
  return rows.map((row) => ({
    ...{ id: row.id, number: row.number, name: row.name, component: row.component, kind: row.kind },
    serviceId: row.service,
    alsoHit: row.also_hit,
    item: row.item === null ? null : { name: row.item, does: row.does },
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    isPlanned: row.is_planned,
    announcedAt: row.announced_at?.toISOString() ?? null,
    ...{ cause: row.cause, excludedWhy: row.excluded_why, usersAffected: row.users_affected },
  }))
}

/** When an outage that hits some services was last written down, changed or taken away; null where there is none. */
export async function outagesChangedAt(db: Db, services: readonly string[]): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>({
    text: 'select max(updated_at) as at from outage where service = any($1::uuid[]) or also_hit && $1::uuid[]',
    values: [services],
  })
  return row?.at ?? null
}

interface OutageRow extends Pick<Outage, 'id' | 'number' | 'name' | 'component' | 'kind' | 'cause'> {
  readonly service: string | null
  readonly also_hit: readonly string[]
  readonly item: string | null
  readonly does: string | null
  readonly started_at: Date
  readonly ended_at: Date | null
  readonly is_planned: boolean
  readonly announced_at: Date | null
  readonly excluded_why: string | null
  readonly users_affected: number | null
}
