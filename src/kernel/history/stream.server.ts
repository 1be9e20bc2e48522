import type { Db, Statement } from '../database/db.server.ts'

const page = 2000
let opened = 0

/** The rows of a query one by one, in bounded memory here and there. Runs inside a transaction. */
export async function* stream<R>(tx: Db, statement: Extract<Statement, string>): AsyncGenerator<R, void, undefined> {
  const cursor = `stream_${++opened}`
  await tx.query(`declare ${cursor} no scroll cursor for ${statement}`)
  try {
    for (;;) {
      const rows = await tx.query<R>(`fetch ${page} from ${cursor}`)
      yield* rows
      if (rows.length < page) return
    }
  } finally {
    await tx.query(`close ${cursor}`)
  }
}
