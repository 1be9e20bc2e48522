import type { Kernel } from '../kernel.server.ts'
import { asRefusal, sheetsOf } from './open-table.server.ts'
import type { SheetSize } from './table.ts'

/** The sheets of a workbook, and which of them is most likely meant; no sheets for a text file. */
export interface SheetChoice {
  readonly sheets: readonly SheetSize[]
  readonly chosen: string | null
}

/** Lists the sheets to choose from. Of a workbook with the same sheets as an earlier one, the sheet that was imported then is chosen. */
export async function listSheets(
  { db }: Pick<Kernel, 'db'>,
  { path, type }: { path: string; type: string },
): Promise<SheetChoice> {
  const sheets = await sheetsOf(path).catch((error: unknown) => {
    throw asRefusal(error)
  })
  const names = sheets.map(({ name }) => name)
  const [last] = await db.query<{ sheet: string }>({
    text: `select format ->> 'sheet' as sheet from import where type = $1 and format -> 'sheets' = $2::jsonb and chunk > 0
      order by created_at desc, id desc limit 1`,
    values: [type, JSON.stringify(names)],
  })
  const filled = sheets.find(({ rows }) => rows > 0) ?? sheets[0]
  return { sheets, chosen: last?.sheet ?? filled?.name ?? null }
}
