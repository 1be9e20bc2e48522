import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { inside } from '../../../kernel/record/inside.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'

type Values = Readonly<Record<string, unknown>>
/** What is said in a ticket and what is done with it besides. */
export interface Sending {
  readonly id: string
  /** Empty: nothing is said. */
  readonly text: string
  readonly isInternal: boolean
  /** The latest comment that the writer saw; null for none, left out to write whatever came. */
  readonly seen?: string | null | undefined
  readonly set: Values
  readonly move: string | null
  /** What the move is made with. */
  readonly with: Values
  /** The version that the changes are made to. */
  readonly version?: number | undefined
}

/** Says something in a ticket, changes it and moves it on: all of it, or nothing. Resolves to the ticket as it is then. */
export const send = (kernel: Kernel, who: Who, { id, text, set, move, version, ...said }: Sending): Promise<Row> =>
  kernel.store.as(who).transaction(async (records, tx) => {
    const row = await records.get('ticket', id)
    const { isInternal, seen } = said
    if (text !== '') await writeComment(inside(kernel, tx), who, { id: row.id, text, isInternal, seen })
    if (Object.keys(set).length > 0)
      await records.update('ticket', row.id, set, version === undefined ? {} : { version })
    if (move !== null) await records.move('ticket', row.id, move, { set: said.with })
    return records.get('ticket', row.id)
  })
