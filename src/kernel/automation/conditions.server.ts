import { sql } from 'kysely'
import { system } from '../access/who.ts'
import { type Db, textOf } from '../database/db.server.ts'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { at, filled, place } from '../record/compiled.server.ts'
import type { AnyRecord, Filter } from '../record/define.ts'
import { filterSql } from '../record/filter.server.ts'

/** For each condition whether it holds, or why it can't be asked. */
export type Answer = boolean | Failure
/** Asks the conditions of one record as it stands, in one statement. None holds for a record that isn't there. */
export type Asking = (db: Db, id: string) => Promise<readonly Answer[]>

const id = place('id')

/** Makes a question of conditions: those that lists have, by the same code. `today` is the day that relative days count from. */
export function askingFor(
  { registry }: Pick<Kernel, 'registry'>,
  { record, conditions, today }: { record: AnyRecord; conditions: readonly Filter[]; today: string },
): Asking {
  const scope = { record, registry, who: system('automation'), today, alias: 't' }
  const asked = conditions.map((condition) => attempt(() => filterSql(scope, condition)))
  const parts = asked.map((one, index) =>
    one instanceof Failure
      ? sql`false as ${sql.ref(`c${index}`)}`
      : sql`coalesce(${one}, false) as ${sql.ref(`c${index}`)}`,
  )
  const statement = textOf(sql`select ${sql.join(parts)} from ${sql.table(record.name)} t where t.id = ${at(id)}::uuid`)
  return async (db, key) => {
    const [row] = await db.query<Record<string, boolean>>(filled(statement, new Map([[id, key]])))
    return asked.map((one, index) => (one instanceof Failure ? one : row?.[`c${index}`] === true))
  }
}

function attempt<T>(work: () => T): T | Failure {
  try {
    return work()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}
