import { rightsOf } from '../../kernel/access/abilities.ts'
import type { Who } from '../../kernel/access/who.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import type { Filter } from '../../kernel/record/define.ts'
import type { Row } from '../../kernel/record/store.server.ts'

const most = 50

/** Rows that the caller may read; null where they may read none of that type. */
export async function rowsOf(
  { store, registry }: Kernel,
  who: Who,
  type: string,
  filter: Filter,
  sort: string,
  limit = most,
): Promise<readonly Row[] | null> {
  if (rightsOf(who, registry.record(type)).read === false) return null
  return (await store.as(who).list(type, { filter, sort, limit })).rows
}
