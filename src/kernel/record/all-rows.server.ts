import type { ListQuery, Page } from './read.server.ts'
import type { Records, Row } from './store.server.ts'

type AllOf = Omit<ListQuery, 'after' | 'before' | 'limit'>
const atOnce = 1000

/** The rows that a list has, 1,000 at a time. */
export async function* pagesOf(
  records: Pick<Records, 'list'>,
  type: Parameters<Records['list']>[0],
  query: AllOf = {},
): AsyncGenerator<readonly Row[]> {
  for (let after: string | null = null; ; ) {
    const page: Page = await records.list(type, {
      ...query,
      limit: atOnce,
      ...(after === null ? {} : { after }),
    })
    if (page.rows.length > 0) yield page.rows
    if (page.next === null) return
    after = page.next
  }
}

/** All of them, however many: what is summed or compared must be whole. In the order in which they were made, where the query says none. */
export async function allRows(
  records: Pick<Records, 'list'>,
  type: Parameters<Records['list']>[0],
  query: AllOf = {},
): Promise<readonly Row[]> {
  return (await Array.fromAsync(pagesOf(records, type, { sort: 'createdAt', ...query }))).flat()
}
