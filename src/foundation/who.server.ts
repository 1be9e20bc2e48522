import type { Db } from '../kernel/database/db.server.ts'

/**
 * What a person belongs to, by id, archived ones left out: the teams they lead or are a member of, their business unit and
 * those that it is part of. It is what `myGroups` and `inTeamOf` mean.
 */
export async function groupsOf(db: Db, self: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>({ text: belonging, values: [self] })
  return rows.map((row) => row.id)
}

/** The array contains the person, rather than the person being in the array, so that the index on members serves it. */
const belonging = `select id from (
  select id from team where archived_at is null and (lead = $1::uuid or members @> array[$1::uuid])
  union all
  select id from (
    with recursive up as (
      select b.id, b.parent, b.archived_at from person p join business_unit b on b.id = p.business_unit where p.id = $1::uuid
      union select b.id, b.parent, b.archived_at from up join business_unit b on b.id = up.parent
    ) select id from up where archived_at is null
  ) units
) belonging order by id`

/** The same as a sub-select for the look-up of sessions, where `a.self` is the caller's own record. */
export const groupsSql = belonging.replaceAll('$1::uuid', 'a.self')

/** The time zone of the person that stands for account `a`, as a sub-select. */
export const zoneSql = 'select time_zone from person where id = a.self'
