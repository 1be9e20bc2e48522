import type { Failure } from '../errors.ts'
import type { Db } from '../database/db.server.ts'
import type { AnyRecord } from './define.ts'
import type { Plain } from './fragment.ts'
import { storedFields } from './registry.ts'
import { columnsOf } from './storage.ts'

/** What a record type works out of itself: the values of its fields that are declared `worked`. Given to the store by the application. */
export interface Derivation {
  /**
   * Values for rows that are about to be written, in their order; `before` is null for new ones. Of rows that change only
   * fields that are 'kept' count: what is 'derived' follows after. A failure in place of values refuses the change.
   */
  readonly work: (rows: readonly Derived[]) => Promise<readonly (Plain | Failure)[]>
  /** The fields besides the state, and the verbs of what hangs on a record ('commented'), after which `follow` is called. */
  readonly after: { readonly fields: readonly string[]; readonly verbs: readonly string[] }
  /** Whether new records are followed too, in the transaction that makes them: what they are part of derives something of them. */
  readonly followsNew?: true
  /** Writes the fields that are 'derived' of these records from their history as it is now, in the transaction of what happened. */
  readonly follow: (tx: Db, ids: readonly string[]) => Promise<void>
  /** The fields that are 'derived' as they were at a moment, by record; where it is missing, a past day shows them as they are now. */
  readonly asOf?: (db: Db, ids: readonly string[], at: Date) => Promise<ReadonlyMap<string, Readonly<Plain>>>
}
/** Rows of a past day with what was derived by then in place of what is derived now, as far as the caller may read it. */
export async function derivedAsOf<R extends { readonly id: string }>(
  rows: readonly R[],
  { db, derivation, at }: { readonly db: Db; readonly derivation: Derivation | undefined; readonly at: Date },
): Promise<readonly R[]> {
  if (!derivation?.asOf || rows.length === 0) return rows
  const past = await derivation.asOf(
    db,
    rows.map(({ id }) => id),
    at,
  )
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(Object.entries(past.get(row.id) ?? {}).filter(([name]) => name in row)),
  }))
}

/** A row with its id and state, by field, and when it is written. */
export interface Derived {
  readonly before: Readonly<Plain> | null
  readonly after: Readonly<Plain>
  readonly at: Date
}

const known = new WeakMap<AnyRecord['fields'], ReadonlySet<string>>()

/** Columns that the history doesn't keep and that no write of the row touches, since they are derived from it. */
export function derivedColumns(record: Pick<AnyRecord, 'fields'>): ReadonlySet<string> {
  const found = known.get(record.fields)
  if (found) return found
  const fields = storedFields(record).filter(([, { options }]) => options.worked === 'derived')
  const columns = new Set(fields.flatMap(([name, field]) => columnsOf(name, field).map((column) => column.name)))
  known.set(record.fields, columns)
  return columns
}
