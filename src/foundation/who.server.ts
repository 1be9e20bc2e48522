import type { Db } from '../kernel/database/db.server.ts'

/** The teams that a person leads or is a member of, by id, archived ones left out: what `myGroups` and `inTeamOf` mean. */
export async function groupsOf(db: Db, self: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>({ text: teamsOf, values: [self] })
  return rows.map((row) => row.id)
}

/** The array contains the person, rather than the person being in the array, so that the index on members serves it. */
const teamsOf = `select id from team where archived_at is null and (lead = $1::uuid or members @> array[$1::uuid]) order by id`

/** The same as a sub-select for the look-up of sessions, where `a.self` is the caller's own record. */
export const groupsSql = teamsOf.replaceAll('$1::uuid', 'a.self')

/** The time zone of the person that stands for account `a`, as a sub-select. */
export const zoneSql = 'select time_zone from person where id = a.self'
