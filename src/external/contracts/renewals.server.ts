import { sql } from 'kysely'
import { today } from '../../kernel/clock.ts'
import { rightsOf } from '../../kernel/access/abilities.ts'
import { verdictSql } from '../../kernel/access/rule.server.ts'
import { holds } from '../../kernel/access/rule.ts'
import type { Who } from '../../kernel/access/who.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { fromMinor } from '../../kernel/record/money.ts'
import { Contract } from './contract.record.ts'
import type { RenewalTotals, Wanted } from './renewals.ts'

interface Summed {
  readonly outlook: RenewalTotals['groups'][number]['outlook']
  readonly currency: string | null
  readonly count: number
  readonly late: number
  readonly minor: string | null
}

/** How many decisions, the same as those that `renewalFilter` finds, a caller may see in a stretch of days, what hangs on them by currency, and how many are late. */
export async function sumRenewals(
  kernel: Pick<Kernel, 'replica' | 'registry' | 'clock'>,
  who: Who,
  { from, to, isDecided }: Wanted,
): Promise<RenewalTotals> {
  const day = today(kernel.clock)
  const record = kernel.registry.record(Contract.name)
  const readable = verdictSql(record, rightsOf(who, record).read, 't')
  const rows =
    await kernel.replica.query<Summed>(sql`select t.outlook, t.at_stake_currency as currency, count(*)::int as count,
      count(*) filter (where t.decide_by < ${day}::date)::int as late, sum(t.at_stake_amount)::text as minor
    from contract t where t.state = 'in_force' and t.archived_at is null and ${readable}
      and t.decision ${isDecided ? sql`is not null` : sql`is null`}
      and t.decide_by <= ${to}::date and ${from === undefined ? sql`true` : sql`t.decide_by >= ${from}::date`}
    group by 1, 2 order by 3 desc, 1, 2`)
  const maySee = holds(who, 'contract.see_money')
  return {
    today: day,
    groups: rows.map(({ outlook, currency, count, late, minor }) => ({
      ...{ outlook, count, late },
      atStake: maySee && currency !== null && minor !== null ? fromMinor(Number(minor), currency) : null,
    })),
  }
}
