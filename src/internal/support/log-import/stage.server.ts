import type { Db } from '../../../kernel/database/db.server.ts'
import type { LogRow } from './log-row.ts'

const chunkSize = 1000

/** Keeps the rows of a log until all of them are read; memory stays small however long it is. */
export async function stage(db: Db, run: string, rows: AsyncIterable<LogRow>): Promise<number> {
  let place = 0
  let chunk: object[] = []
  const write = async (): Promise<void> => {
    if (chunk.length === 0) return
    await db.query({
      text: `insert into service_log_row (run, place, number, content)
        select $1, place, number, content from jsonb_to_recordset($2::jsonb) as r (place int, number text, content jsonb)`,
      values: [run, JSON.stringify(chunk)],
    })
    chunk = []
  }
  for await (const row of rows) {
    chunk.push({ place: place++, number: row.number, content: row })
    if (chunk.length === chunkSize) await write()
  }
  await write()
  return place
}

/** The tickets of a log, in the order in which it first speaks of them. */
export async function stagedNumbers(db: Db, run: string): Promise<readonly string[]> {
  const rows = await db.query<{ number: string }>({
    text: 'select number from service_log_row where run = $1 group by number order by min(place)',
    values: [run],
  })
  return rows.map(({ number }) => number)
}

/** The rows of these tickets, by ticket, as they stood in the file. */
export async function stagedRows(
  db: Db,
  run: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly LogRow[]>> {
  const rows = await db.query<{ content: LogRow }>({
    text: 'select content from service_log_row where run = $1 and number = any($2) order by place',
    values: [run, numbers],
  })
  return Map.groupBy(
    rows.map(({ content }) => content),
    ({ number }) => number,
  )
}

/** Forgets what is staged, also what an import that was killed left behind: there is one at a time. */
export const forgetStaged = (db: Db): Promise<unknown> => db.query('truncate service_log_row')
