import type { Db } from '../database/db.server.ts'
import { together } from '../database/together.ts'
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

/** As one statement for all that is asked for while another is under way, in the order asked. */
export function sharedNumbers(db: Pick<Db, 'query'>): Numbers {
  const draw = numbersOf(db)
  const lines = new Map<string, (many: number) => Promise<readonly number[]>>()
  const lineOf = (record: AnyRecord): ((many: number) => Promise<readonly number[]>) =>
    together(async (asked: readonly number[]) => {
      const numbers = await draw(
        record,
        asked.reduce((sum, many) => sum + many, 0),
      )
      let from = 0
      return asked.map((many) => numbers.slice(from, (from += many)))
    })
  return (record, many) => {
    const line = lines.get(record.name) ?? lineOf(record)
    lines.set(record.name, line)
    return line(many)
  }
}
