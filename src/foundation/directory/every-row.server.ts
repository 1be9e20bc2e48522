import type { Records, Row } from '../../kernel/record/store.server.ts'

/** All rows of a record that the caller may read, archived ones left out. */
export async function everyRow(
  records: Records,
  type: Parameters<Records['list']>[0],
  columns: readonly string[],
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let after: string | null = null; ; ) {
    const page = await records.list(type, { limit: 1000, columns, ...(after ? { after } : {}) })
    rows.push(...page.rows)
    after = page.next
    if (after === null) return rows
  }
}
