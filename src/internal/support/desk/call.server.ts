import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'

/** Creates a ticket from a call and, where it was solved meanwhile, resolves it: both, or neither. */
export const takeCall = (
  { store }: Pick<Kernel, 'store'>,
  who: Who,
  { solved, ...values }: Readonly<Record<string, unknown>> & { readonly solved?: string | undefined },
): Promise<Row> =>
  store.as(who).transaction(async (records) => {
    const agent = solved !== undefined && who.self !== null ? { assignee: who.self } : {}
    const row = await records.create('ticket', { ...values, ...agent, source: 'phone' })
    if (solved === undefined) return row
    return records.move('ticket', row.id, 'resolve', { set: { resolutionCode: solved } })
  })
