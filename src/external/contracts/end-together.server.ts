import { today } from '../../kernel/clock.ts'
import { holds } from '../../kernel/access/rule.ts'
import type { Who } from '../../kernel/access/who.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { coTermination } from './co-termination.ts'
import { readLogOf } from './contract-clock.server.ts'
import { type EndTogether, usualDay } from './end-together.ts'

const most = 50

interface Wanted {
  readonly vendor?: string | undefined
  readonly engagement?: string | undefined
  /** The common last day; the latest of their own unless given. */
  readonly day?: string | undefined
}

/** What it takes to let the contracts in force of a vendor, or for what is bought, end on one day: those that the caller may read. */
export async function readEndTogether(
  kernel: Pick<Kernel, 'store' | 'db' | 'clock'>,
  who: Who,
  { vendor, engagement, day: wanted }: Wanted,
): Promise<EndTogether> {
  const asOf = today(kernel.clock)
  if (vendor === undefined && engagement === undefined)
    throw invalid([{ field: 'vendor', says: 'Say of which vendor, or for which engagement.' }])
  if (wanted !== undefined && wanted <= asOf)
    throw invalid([{ field: 'day', says: 'The common last day has to be one that is still to come.' }])
  const through = engagement ?? { where: { vendor } }
  const { rows } = await kernel.store
    .as(who)
    .list('contract', { filter: { state: 'in_force', engagement: through }, sort: 'termEnd', limit: most })
  const joining = []
  for (const row of rows) joining.push({ id: row.id, asking: (await readLogOf(kernel, row, asOf)).asking })
  const ends = coTermination(joining, asOf).contracts.flatMap(({ end }) => end ?? [])
  const day = wanted ?? usualDay(ends, asOf)
  if (day === null) return { day: null, contracts: [], sum: [] }
  const { contracts, sum } = coTermination(joining, day)
  const maySee = holds(who, 'contract.see_money')
  return {
    day,
    contracts: contracts.flatMap(({ id, ...joined }) => {
      const row = rows.find((one) => one.id === id)
      return row ? [{ id, number: row.number, name: row.title, ...joined, amounts: maySee ? joined.amounts : [] }] : []
    }),
    sum: maySee ? sum : [],
  }
}
