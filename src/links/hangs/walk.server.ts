import { type RawBuilder, sql } from 'kysely'
import { rightsOf } from '../../kernel/access/abilities.ts'
import { verdictSql } from '../../kernel/access/rule.server.ts'
import type { Who } from '../../kernel/access/who.ts'
import type { Registry } from '../../kernel/record/registry.ts'
import { openTicket } from './wire.ts'

/** While a supplier runs a service for us, or begins or ends to. */
export const deliveredStates = ['in_transition', 'running', 'leaving']
/** While something is bought. */
export const boughtStates = ['live', 'ending']

/** What of rows a caller walks over, as conditions of SQL. */
export function stepsOf(registry: Pick<Registry, 'record'>, who: Who) {
  const readable = (type: string, alias: string) => {
    const record = registry.record(type)
    return verdictSql(record, rightsOf(who, record).read, alias)
  }
  const seen = (type: string, alias: string) =>
    sql`${sql.ref(`${alias}.archived_at`)} is null and ${readable(type, alias)}`
  const here = (alias: string) => sql`${seen('service', alias)} and ${sql.ref(`${alias}.state`)} <> 'retired'`
  return {
    seen,
    /** `hit (id)`, after `with recursive`: services that begin the walk, and all that depend on them. */
    walk: (first: RawBuilder<unknown>) => sql`hit (id) as (
        select s.id from service s where s.id in (${first}) and ${here('s')}
        union select s.id from hit h join service s on s.depends_on @> array[h.id] and ${here('s')})`,
    open: (alias: string) =>
      sql`${seen('ticket', alias)} and ${sql.ref(`${alias}.state`)} = any(${[...openTicket]}::text[])`,
  }
}
