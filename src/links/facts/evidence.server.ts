import { sql } from 'kysely'
import type { Who } from '../../kernel/access/who.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { readableSql } from '../../kernel/traits/trait.server.ts'
import type { Evidence } from '../wire.ts'
import type { Behind } from './evidence.ts'

/** So many rows of a kind are named. */
const most = 50

/** What rows are called, of those that the caller may read; how many there are besides, they learn as well. One statement for all. */
export async function namesBehind(
  kernel: Pick<Kernel, 'db' | 'registry'>,
  who: Who,
  all: readonly (readonly Behind[])[],
): Promise<readonly (readonly Evidence[])[]> {
  const ids = new Set(all.flatMap((some) => some.flatMap(({ rows }) => rows.map(({ id }) => id))))
  const known = new Map((ids.size === 0 ? [] : await named(kernel, who, [...ids])).map((row) => [row.id, row]))
  return all.map((some) =>
    some.map(({ says, type, rows }) => {
      const readable = rows.flatMap(({ id, note }) => {
        const row = known.get(id)
        return row ? [{ id, number: row.number, title: row.title, note }] : []
      })
      return { says, type, count: rows.length, rows: readable.slice(0, most) }
    }),
  )
}

const named = (kernel: Pick<Kernel, 'db' | 'registry'>, who: Who, ids: readonly string[]) =>
  kernel.db.query<{ id: string; number: string | null; title: string }>(
    sql`select r.id, r.number, r.title from record r where r.id = any(${ids}::uuid[]) and ${readableSql(kernel, who)}`,
  )
