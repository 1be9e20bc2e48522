import type { Db } from '../database/db.server.ts'
import type { AnyRecord } from './define.ts'
import { sequenceOf } from './storage.ts'

/** The next numbers of a record type, as many as asked for, ascending. */
export type Numbers = (record: AnyRecord, many: number) => Promise<readonly number[]>

/** Each request is a statement: right inside a transaction, which has one connection. */
export const numbersOf =
  (db: Pick<Db, 'query'>): Numbers =>
  async (record, many) => {
    const rows = await db.query<{ number: number }>({
      text: `select nextval('${sequenceOf(record)}') as number from generate_series(1, $1)`,
      values: [many],
    })
    return rows.map((row) => row.number)
  }

interface Request {
  readonly many: number
  readonly answer: (numbers: readonly number[]) => void
  readonly fail: (error: unknown) => void
}

/** What is asked for while a statement is under way is answered together by the next one, in the order asked. */
export function sharedNumbers(db: Pick<Db, 'query'>): Numbers {
  const draw = numbersOf(db)
  const lines = new Map<string, Request[]>()
  const serve = async (record: AnyRecord, line: Request[]): Promise<void> => {
    while (line.length > 0) {
      const asked = line.splice(0)
      try {
        const numbers = await draw(
          record,
          asked.reduce((sum, { many }) => sum + many, 0),
        )
        let from = 0
        for (const { many, answer } of asked) answer(numbers.slice(from, (from += many)))
      } catch (error) {
        for (const { fail } of asked) fail(error)
      }
    }
    lines.delete(record.name)
  }
  return (record, many) =>
    new Promise((answer, fail) => {
      const line = lines.get(record.name)
      if (line) return line.push({ many, answer, fail })
      const first: Request[] = [{ many, answer, fail }]
      lines.set(record.name, first)
      void serve(record, first)
    })
}
