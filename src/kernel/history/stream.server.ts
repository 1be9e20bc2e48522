import type { Db, Statement } from '../database/db.server.ts'

const page = 2000
let opened = 0

/** The rows of a query one by one, in bounded memory here and there. Runs inside a transaction. */
export async function* stream<R>(tx: Db, statement: Extract<Statement, string>): AsyncGenerator<R, void, undefined> {
  const cursor = `stream_${++opened}`
  await tx.query(`declare ${cursor} no scroll cursor for ${statement}`)
  const fetch = (): Promise<R[]> => tx.query<R>(`fetch ${page} from ${cursor}`)
  let ahead = fetch()
  try {
    for (;;) {
      const rows = await ahead
      const isLast = rows.length < page
      if (!isLast) ahead = fetch() // the database works while the rows in hand are looked at
      yield* rows
      if (isLast) return
    }
  } finally {
    await ahead.catch(() => undefined)
    await tx.query(`close ${cursor}`)
  }
}
