import { yearlyPrices } from '../external/contracts/index.server.ts'
import type { Agreed, AskedVendor, ContractNamed, Contribution } from '../external/vendors/index.ts'
import { holds, idsOf } from '../kernel/access/rule.ts'
import type { Kernel } from '../kernel/kernel.server.ts'
import type { Filter } from '../kernel/record/define.ts'
import { allRows } from '../kernel/record/all-rows.server.ts'
import type { Row } from '../kernel/record/store.server.ts'
import { deliveredStates } from './hangs/walk.server.ts'
import { leavingOf } from './leaving.ts'
import { comingOfClaim, comingOfContract, comingOfExit, comingOfObligation } from './vendor-coming.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock'>

/** What contracts and outsourcing know of a vendor: what comes up, what it costs by contract, and when it can be left. */
export const vendorContributions = (kernel: Needs): readonly Contribution[] => [
  (asked) => contractsOf(kernel, asked),
  (asked) => claimsOf(kernel, asked),
  (asked) => deliveryOf(kernel, asked),
]

async function contractsOf(kernel: Needs, asked: AskedVendor) {
  if (!holds(asked.who, 'contract.read')) return { coming: [], agreed: null }
  const rows = await rowsOf(kernel, asked, 'contract', { ...of(asked), state: 'in_force' })
  const ids = rows.map(({ id }) => id)
  const owed = { contract: ids, state: 'active', trigger: 'schedule', nextDueOn: { lte: `today+${asked.within}d` } }
  const [obligations, prices] = await Promise.all([
    ids.length === 0 ? [] : rowsOf(kernel, asked, 'obligation', owed),
    yearlyPrices(kernel, asked.who, ids),
  ])
  const { boundUntil, nextNotice, unknown } = leavingOf(
    rows.map((row) => ({ committedUntil: dayIn(row, 'committedUntil'), sendBy: dayIn(row, 'sendBy') })),
    asked.today,
  )
  const binds = rows.find((row) => boundUntil !== null && row['committedUntil'] === boundUntil)
  const next = rows.find((row) => nextNotice !== null && row['sendBy'] === nextNotice)
  const agreed: Agreed = {
    contracts: rows.length,
    prices: rows.map((row) => ({ engagement: idsOf(row['engagement'])[0] ?? '', perYear: prices.get(row.id) ?? null })),
    bound: binds && boundUntil !== null ? { until: boundUntil, contract: named(binds) } : null,
    unbound: unknown,
    notice: next && nextNotice !== null ? { by: nextNotice, contract: named(next) } : null,
  }
  return { coming: [...rows.flatMap(comingOfContract), ...obligations.flatMap(comingOfObligation)], agreed }
}

async function claimsOf(kernel: Needs, asked: AskedVendor) {
  const rows = await rowsOf(kernel, asked, 'service_credit', {
    ...of(asked),
    state: ['draft', 'sent', 'disputed', 'accepted'],
  })
  return { coming: rows.flatMap(comingOfClaim) }
}

/** What is under way for it: what they deliver, and when the ways out are to be tried out. */
async function deliveryOf(kernel: Needs, asked: AskedVendor) {
  const plans = await rowsOf(kernel, asked, 'exit_plan', { ...of(asked), kind: 'exit', state: 'agreed' })
  const delivered = await rowsOf(kernel, asked, 'outsourced_service', { ...of(asked), state: deliveredStates })
  return { coming: plans.map(comingOfExit), services: delivered.flatMap((row) => idsOf(row['service'])) }
}

/** What is bought there, seen from what points at it. */
const of = ({ vendor }: AskedVendor): Filter => ({ engagement: { where: { vendor } } })
const dayIn = (row: Row, field: string): string | null => (typeof row[field] === 'string' ? row[field] : null)
const named = ({ id, number, title }: Row): ContractNamed => ({ id, number, title: title ?? '' })

/** All rows that the caller may see, however many. */
const rowsOf = ({ store }: Needs, { who }: AskedVendor, type: string, filter: Filter): Promise<readonly Row[]> =>
  allRows(store.as(who), type, { filter })
