import { sql } from 'kysely'
import { system } from '../access/who.ts'
import { type Db, textOf } from '../database/db.server.ts'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { rowsAfter } from '../record/as-of.server.ts'
import { at, filled, place } from '../record/compiled.server.ts'
import type { AnyRecord, Filter } from '../record/define.ts'
import { filterSql } from '../record/filter.server.ts'

/** For each condition whether it holds, or why it can't be asked. */
export type Answer = boolean | Failure
/** Asks the conditions of one record as it stands, in one statement. None holds for a record that isn't there. */
export type Asking = (db: Db, id: string) => Promise<readonly Answer[]>

const id = place('id')

interface Asked {
  readonly record: AnyRecord
  readonly conditions: readonly Filter[]
  /** The day that relative days count from, and the time zone in which days begin. */
  readonly today: string
  readonly zone: string
}
type Needs = Pick<Kernel, 'registry'>

/** Makes a question of conditions: those that lists have, by the same code. */
export function askingFor(needs: Needs, asked: Asked): Asking {
  const { failures, columns } = conditionsSql(needs, asked)
  const from = sql`${sql.table(asked.record.name)} t where t.id = ${at(id)}::uuid`
  const statement = textOf(sql`select ${columns} from ${from}`)
  return async (db, key) => {
    const [row] = await db.query<Record<string, boolean>>(filled(statement, new Map([[id, key]])))
    return failures.map((failure, index) => failure ?? row?.[`c${index}`] === true)
  }
}

/** The same question of many records at once, each as it stood right after an entry of its history: an answer for each entry. */
export async function answersAfter(
  { db, ...needs }: Needs & { readonly db: Db },
  entries: readonly { readonly recordId: string; readonly entry: number }[],
  asked: Asked,
): Promise<readonly (readonly Answer[])[]> {
  const { failures, columns } = conditionsSql(needs, asked)
  const rows = await db.query<{ n: number } & Record<string, boolean>>(
    sql`select e.n, ${columns} from ${rowsAfter(asked.record, entries, 't')}`,
  )
  const found = new Map(rows.map((row) => [row.n, row]))
  return entries.map((_, place) =>
    failures.map((failure, index) => failure ?? found.get(place + 1)?.[`c${index}`] === true),
  )
}

function conditionsSql({ registry }: Needs, { record, conditions, today, zone }: Asked) {
  const scope = { record, registry, who: system('automation'), today, zone, alias: 't' }
  const parts = conditions.map((condition) => attempt(() => filterSql(scope, condition)))
  const columns = parts.map(
    (part, index) => sql`coalesce(${part instanceof Failure ? sql`false` : part}, false) as ${sql.ref(`c${index}`)}`,
  )
  return { failures: parts.map((part) => (part instanceof Failure ? part : null)), columns: sql.join(columns) }
}

function attempt<T>(work: () => T): T | Failure {
  try {
    return work()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}
