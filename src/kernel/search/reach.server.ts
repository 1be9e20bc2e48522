import { type RawBuilder, sql } from 'kysely'
import { rightsOf } from '../access/abilities.ts'
import { verdictSql } from '../access/rule.server.ts'
import type { Verdict } from '../access/rule.ts'
import type { Who } from '../access/who.ts'
import type { AnyRecord } from '../record/define.ts'

/** Which records a caller's search may find: all of some types, and of others those that their rule lets through. */
export interface Reach {
  readonly types: readonly string[]
  readonly open: readonly { readonly record: AnyRecord; readonly verdict: Verdict }[]
  /** The condition on a row of the registry under the alias `r`. */
  readonly allows: RawBuilder<unknown>
}

/** What a caller may find among these record types; null when that is nothing. */
export function reachOf(who: Who, records: readonly AnyRecord[]): Reach | null {
  const read = records.map((record) => ({ record, verdict: rightsOf(who, record).read }))
  const free = read.filter(({ verdict }) => verdict === true).map(({ record }) => record.name)
  const open = read.filter(({ verdict }) => typeof verdict !== 'boolean')
  const types = [...free, ...open.map(({ record }) => record.name)]
  if (types.length === 0) return null
  const parts = open.map(
    ({ record, verdict }) =>
      sql`(r.type = ${record.name} and exists (
        select 1 from ${sql.table(record.name)} t where t.id = r.id and ${verdictSql(record, verdict, 't')}))`,
  )
  const allows = sql`(${sql.join([sql`r.type = any(${free}::text[])`, ...parts], sql` or `)})`
  return { types, open, allows }
}
