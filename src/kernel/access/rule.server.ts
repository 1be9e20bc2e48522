import { type RawBuilder, sql } from 'kysely'
import type { AnyRecord } from '../record/define.ts'
import { columnOf } from '../record/registry.ts'
import type { Fixed, Verdict } from './rule.ts'

/** The verdict as a condition on the rows of a record's table under `alias`. */
export function verdictSql(record: AnyRecord, verdict: Verdict, alias: string): RawBuilder<unknown> {
  if (verdict === true) return sql`true`
  if (verdict === false) return sql`false`
  if ('any' in verdict)
    return sql`(${sql.join(
      verdict.any.map((part) => verdictSql(record, part, alias)),
      sql` or `,
    )})`
  if ('all' in verdict)
    return sql`(${sql.join(
      verdict.all.map((part) => verdictSql(record, part, alias)),
      sql` and `,
    )})`
  const column = sql.ref(`${alias}.${columnOf(verdict.field)}`)
  if ('equals' in verdict) return equalsSql(record, verdict, column)
  return record.fields[verdict.field]?.kind === 'refs'
    ? sql`${column} && ${verdict.isIn}::uuid[]`
    : sql`${column} = any(${verdict.isIn}::uuid[])`
}

/** The values themselves stand in the statement's parameters, as the kind of the field has them. */
function equalsSql(
  record: AnyRecord,
  { field, equals }: { readonly field: string; readonly equals: readonly Fixed[] },
  column: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const kind = record.fields[field]?.kind
  if (kind === 'bool') return sql`${column} = any(${equals}::boolean[])`
  return kind === 'choices' ? sql`${column} && ${equals}::text[]` : sql`${column} = any(${equals}::text[])`
}
