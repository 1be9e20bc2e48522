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
  /** The id of what did not work. */
  readonly serviceId: string
}
export interface Told {
  readonly services: readonly string[]
  readonly from: Date
  readonly to: Date
}

/** The outages of some services that lie in a stretch of time or reach into it, the earliest first. */
export async function outagesIn(db: Db, { services, from, to }: Told): Promise<readonly OutageTold[]> {
  const rows = await db.query<OutageRow>({
    text: `select o.id, r.number, o.name, o.service, o.component, o.kind, o.started_at, o.ended_at, o.is_planned, o.announced_at,
        o.cause, o.excluded_why, o.users_affected
      from outage o join record r on r.id = o.id
      where o.service = any($1::uuid[]) and o.started_at < $3 and (o.ended_at is null or o.ended_at > $2)
        and o.archived_at is null
      order by o.started_at, o.id`,
    values: [services, from, to],
  })
  return rows.map((row) => ({
    ...{ id: row.id, number: row.number, name: row.name, component: row.component, kind: row.kind },
    serviceId: row.service,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    isPlanned: row.is_planned,
    announcedAt: row.announced_at?.toISOString() ?? null,
    ...{ cause: row.cause, excludedWhy: row.excluded_why, usersAffected: row.users_affected },
  }))
}

/** When an outage of some services was last written down, changed or taken away; null where there is none. */
export async function outagesChangedAt(db: Db, services: readonly string[]): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>({
    text: 'select max(updated_at) as at from outage where service = any($1::uuid[])',
    values: [services],
  })
  return row?.at ?? null
}

interface OutageRow extends Pick<Outage, 'id' | 'number' | 'name' | 'component' | 'kind' | 'cause'> {
  readonly service: string
  readonly started_at: Date
  readonly ended_at: Date | null
  readonly is_planned: boolean
  readonly announced_at: Date | null
  readonly excluded_why: string | null
  readonly users_affected: number | null
}
