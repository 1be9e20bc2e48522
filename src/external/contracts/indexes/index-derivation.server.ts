import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Derivation } from '../../../kernel/record/derivation.server.ts'
import { keepDatesOf } from '../contract-dates.server.ts'
import { indexKey } from './month.ts'

/** An index has one value for a month, and each one moves what is at stake in the contracts that follow it, in the same transaction. */
export const indexDerivation = (kernel: Pick<Kernel, 'store' | 'clock'>): Derivation => ({
  work: async (rows) =>
    rows.map(({ after }) => ({ slot: `${indexKey(String(after['index']))} ${String(after['month'])}` })),
  followsNew: true,
  after: { fields: ['value'], verbs: ['archived', 'restored'] },
  follow: async (tx, ids) => {
    const contracts = await tx.query<{ contract: string }>({
      text: `select distinct e.contract from contract_event e join price_index p on p.id = any($1::uuid[])
        and lower(btrim(e.uplift_index)) = lower(btrim(p.index)) where e.archived_at is null order by 1`,
      values: [ids],
    })
    await keepDatesOf(
      kernel,
      tx,
      contracts.map(({ contract }) => contract),
    )
  },
})
