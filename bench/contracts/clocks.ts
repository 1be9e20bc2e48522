import { businessCalendar } from '../../src/foundation/calendars/business-calendar.ts'
import { holidaysOf } from '../../src/foundation/calendars/holidays.server.ts'
import { contractClock } from '../../src/external/contracts/contract.rules.ts'
import type {
  Alignment,
  PricePeriod,
  RenewalKind,
  TermEvent,
  TermUnit,
  Uplift,
} from '../../src/external/contracts/terms.ts'

/** Reads the clocks of many contracts for one day, as after a day has passed or a calendar has changed, and says how long it took. */
export async function measureClocks(count: number): Promise<void> {
  const calendar = businessCalendar(office, [], await holidaysOf('DE', 'BE'))
  const contracts = Array.from({ length: count }, (_, n) => contractOf(n))
  const [began, busy] = [performance.now(), process.cpuUsage()]
  const found = new Map<string, number>()
  for (const events of contracts) {
    const clock = contractClock({ events, asOf: '2026-11-28', calendar, lead: { count: 30, unit: 'days' }, indexes })
    const says = clock.state === 'unknown' ? 'unknown' : `${clock.state}, notice ${clock.notice}`
    found.set(says, (found.get(says) ?? 0) + 1)
  }
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(busy)
  const events = contracts.reduce((sum, { length }) => sum + length, 0)
  const cpu = (user + system) / 1e6
  console.log(`${count} contracts with ${events} events: ${seconds.toFixed(2)} s, of CPU time ${cpu.toFixed(2)} s.`)
  for (const [says, many] of [...found].toSorted(([, one], [, other]) => other - one)) console.log(`  ${many} ${says}`)
}

const open = '08:00–17:00'
const office = {
  ...{ timeZone: 'Europe/Berlin', country: 'DE', region: 'BE', monday: open, tuesday: open, wednesday: open },
  ...{ thursday: open, friday: open, saturday: null, sunday: null },
}
const indexes = {
  HICP: Object.fromEntries(
    Array.from({ length: 20 * 12 }, (_, n) => [
      `${2008 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`,
      (100 + n * 0.2).toFixed(2),
    ]),
  ),
}

const kinds: readonly RenewalKind[] = ['automatic', 'automatic', 'automatic', 'optional', 'fixed', 'evergreen']
const lengths: readonly { readonly count: number; readonly unit: TermUnit }[] = [
  { count: 36, unit: 'months' },
  { count: 1, unit: 'years' },
  { count: 12, unit: 'months' },
  { count: 1, unit: 'months' },
  { count: 90, unit: 'days' },
]
const ends: readonly Alignment[] = ['any_day', 'any_day', 'any_day', 'month_end', 'quarter_end', 'term_year_end']
const uplifts: readonly (Uplift | null)[] = [
  null,
  { kind: 'percent', every: 'year', percent: '3' },
  { kind: 'index', every: 'renewal', index: 'HICP', lag: 3, cap: '5', floor: '0' },
]
const periods: readonly PricePeriod[] = ['year', 'month', 'quarter', 'term']

/** The log of the n-th contract: the same for the same number. */
function contractOf(n: number): readonly TermEvent[] {
  const pick = <T>(from: readonly T[], by: number): T => {
    const one = from[Math.floor(n / by) % from.length]
    if (one === undefined) throw new Error('There is nothing to pick from.')
    return one
  }
  const year = 2012 + (n % 15)
  const startsOn = `${year}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + ((n * 7) % 28)).padStart(2, '0')}`
  const kind = pick(kinds, 1)
  const price = { minor: 100_000 + (n % 977) * 1000, currency: 'EUR', per: pick(periods, 5), uplift: pick(uplifts, 7) }
  const initial: TermEvent = {
    ...{ kind: 'initial', on: startsOn, startsOn, price },
    until: kind === 'evergreen' && n % 2 === 0 ? null : { length: pick(lengths, 3) },
    rule: {
      ...{ kind, renewal: pick(lengths, 4), maxRenewals: n % 9 === 0 ? 4 : null, alignment: pick(ends, 6) },
      notice:
        n % 4 === 0
          ? { count: 30, unit: 'business_days', isClear: false }
          : { count: 3, unit: 'months', isClear: n % 8 === 1 },
      method: n % 3 === 0 ? 'courier' : 'email',
      receipts: { courier: { after: { count: 2, unit: 'days' }, isOnConfirmation: false } },
    },
  }
  const amendment: TermEvent = {
    ...{ kind: 'amendment', on: `${year + 1}-05-04`, effectiveOn: `${year + 1}-07-01`, rule: {} },
    price: { ...price, minor: price.minor + 50_000 },
  }
  const renewal: TermEvent = { kind: 'renewal', on: `${year + 2}-02-03`, until: null, price: null }
  const notice: TermEvent = { kind: 'notice', on: '2026-09-01', by: 'us', method: 'email', receivedOn: null }
  return [
    initial,
    ...(n % 2 === 0 ? [amendment] : []),
    ...(kind === 'optional' ? [renewal, { ...renewal, on: `${year + 4}-02-03` }] : []),
    ...(n % 20 === 0 ? [notice] : []),
  ]
}
