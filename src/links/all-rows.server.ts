import type { Filter } from '../kernel/record/define.ts'
import type { Records, Row } from '../kernel/record/store.server.ts'

const page = 200

/** All rows of a type that a filter keeps, in the order in which they were made. */
export async function allRows(
  records: Records,
  type: string,
  filter: Filter = {},
  { archived }: { readonly archived?: 'with' } = {},
): Promise<readonly Row[]> {
  const all: Row[] = []
  for (let after: string | undefined; ; ) {
    const { rows, next } = await records.list(type, { filter, sort: 'createdAt', limit: page, after, archived })
    all.push(...rows)
    if (!next) return all
    after = next
  }
}
