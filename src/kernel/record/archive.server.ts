import { sql } from 'kysely'
import { conflict } from '../errors.ts'
import type { AnyRecord } from './define.ts'
import { inSentence } from './in-sentence.ts'
import type { Writing } from './outcome.server.ts'
import { columnOf, labelOf, storedFields } from './registry.ts'

/** Refuses to archive what others hold on to, by fields that say `onArchive: 'restrict'`; names up to five of them. */
export async function checkArchivable({ db, registry }: Writing, record: AnyRecord, id: string): Promise<void> {
  for (const { holder, name, kind, onArchive } of pointersTo(registry.records, record.name)) {
    if (onArchive !== 'restrict') continue
    const column = sql.ref(`t.${columnOf(name)}`)
    const points = kind === 'refs' ? sql`${id}::uuid = any(${column})` : sql`${column} = ${id}::uuid`
    const held = await db.query<{ title: string }>(
      sql`select r.title from ${sql.table(holder.name)} t join record r on r.id = t.id where ${points} and t.archived_at is null limit 5`,
    )
    if (held.length === 0) continue
    const names = held.map((row) => row.title).join(', ')
    throw conflict(`It is still the ${inSentence(labelOf(name, holder.fields[name]))} of ${names}. Change that first.`)
  }
}

/** Every field of any record that points at records of a type. */
export function pointersTo(records: readonly AnyRecord[], type: string) {
  return records.flatMap((holder) =>
    storedFields(holder)
      .filter(([, field]) => field.options.to === type)
      .map(([name, field]) => ({ holder, name, kind: field.kind, onArchive: field.options.onArchive ?? 'keep' })),
  )
}
