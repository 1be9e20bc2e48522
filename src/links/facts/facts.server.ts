import { costsIn } from '../../external/contracts/index.server.ts'
import {
  creditTermsOf,
  type Measuring,
  measure,
  measureRequests,
  minorOf,
  startOf,
  termsOf,
} from '../../external/outsourcing/index.ts'
import { requestsIn } from '../../external/outsourcing/index.server.ts'
import { type Cadence, type Period, periodOf } from '../../external/vendors/index.ts'
import { openCalendars } from '../../foundation/calendars/index.server.ts'
import { OrganisationSettings } from '../../foundation/organisation/index.ts'
import { outagesIn } from '../../internal/operations/index.server.ts'
import { inHandUnder } from '../../internal/support/index.server.ts'
import { idsOf } from '../../kernel/access/rule.ts'
import { addDays, type Calendar } from '../../kernel/calendar/calendar.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { allRows } from '../../kernel/record/all-rows.server.ts'
import type { Money } from '../../kernel/record/field.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { settingsOf } from '../../kernel/settings/settings.server.ts'
import type { PromiseRow } from '../measure-promise.server.ts'
import { factsOf as outageFacts, hitsAny } from '../outage-facts.ts'
import type { AvailabilityFact, CostFact, CreditFact, EngagementFacts } from './facts.ts'
import { expectedIn } from './expected.ts'
import { ticketFacts } from './ticket-facts.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'kept' | 'registry' | 'sealer'>
interface Asked {
  readonly engagements: readonly string[]
  /** '2026-10', '2026-Q4' … */
  readonly period: string
}
const why = 'works out the facts of engagements'

/**
 * What the system's own rows say of engagements in a period, whoever asks: tickets in hand under their contracts, availability
 * by their promises, what their contracts cost, and what was claimed. So many statements for all of them together.
 */
export async function factsOf(
  kernel: Needs,
  { engagements, period }: Asked,
): Promise<ReadonlyMap<string, EngagementFacts>> {
  const stretch = periodOf(period)
  if (!stretch) throw new RangeError(`'${period}' is no period.`)
  const records = kernel.store.asSystem(why)
  const bought = await allRows(records, 'engagement', { filter: { id: engagements } })
  const contracts = await allRows(records, 'contract', { filter: { engagement: engagements } })
  const { timeZone } = await settingsOf(kernel, OrganisationSettings)
  const asked = { bought, contracts, stretch, timeZone }
  const [tickets, availability, cost, credits] = [
    await ticketsOf(kernel, asked),
    await availabilityOf(kernel, asked),
    await costOf(kernel, asked),
    await creditsOf(kernel, asked),
  ]
  const isOver = startOf(timeZone, stretch.until) <= kernel.clock.now().getTime()
  return new Map(
    bought.map(({ id }) => {
      const promised = availability(id)
      return [
        id,
        {
          ...{
            engagement: id,
            period,
            tickets: tickets(id),
            availability: promised,
            cost: cost(id),
            credits: credits(id),
          },
          isOver: isOver && promised.every(({ measured }) => measured.isFinal),
        },
      ]
    }),
  )
}

interface Asking {
  readonly bought: readonly Row[]
  readonly contracts: readonly Row[]
  readonly stretch: Period
  readonly timeZone: string
}

const isOf = (row: Row, engagement: string): boolean => idsOf(row['engagement'])[0] === engagement

/** In hand under its contracts, or by the engagement itself where none was named. */
async function ticketsOf(kernel: Needs, { bought, contracts, stretch, timeZone }: Asking) {
  const window = [startOf(timeZone, stretch.from), startOf(timeZone, stretch.until)] as const
  const { inHand, used } = await inHandUnder(kernel, {
    agreements: [...bought, ...contracts].map(({ id }) => id),
    from: new Date(window[0]),
    until: new Date(window[1]),
  })
  return (engagement: string) => {
    const own = new Set([engagement, ...contracts.filter((row) => isOf(row, engagement)).map(({ id }) => id)])
    return [...own].some((id) => used.has(id))
      ? ticketFacts(
          inHand.filter(({ agreement }) => own.has(agreement)),
          window,
        )
      : null
  }
}

/** A period of each cadence as contracts measure one: by whole months that end with its last. */
const measuringOf: Readonly<Record<Cadence, Measuring>> = {
  monthly: { each: 'month' },
  quarterly: { each: 'quarter' },
  half_yearly: { each: 'rolling', last: 6, unit: 'month' },
  yearly: { each: 'rolling', last: 12, unit: 'month' },
}

async function availabilityOf(kernel: Needs, { bought, contracts, stretch }: Asking) {
  const ids = bought.map(({ id }) => id)
  const records = kernel.store.asSystem(why)
  const byName = await allRows(records, 'availability_promise', { filter: { engagement: ids } })
  const byContract = await allRows(records, 'availability_promise', {
    filter: { contract: contracts.map(({ id }) => id), engagement: null },
  })
  const engagementOf = (row: Row): string | undefined =>
    idsOf(row['engagement'])[0] ??
    idsOf(contracts.find(({ id }) => idsOf(row['contract'])[0] === id)?.['engagement'])[0]
  const promises = [...byName, ...byContract] as unknown as readonly PromiseRow[]
  const calendars = openCalendars(kernel.store)
  const known = new Map<string, Calendar>()
  for (const id of new Set(promises.flatMap((row) => [...idsOf(row['hours']), ...idsOf(row['windows'])])))
    known.set(id, await calendars.find(id))
  const calendarOf = (value: unknown): Calendar | null => known.get(idsOf(value)[0] ?? '') ?? null
  const reach = {
    // Days begin up to 14 hours before those of universal time, and end up to 12 hours later.
    from: new Date(`${addDays(stretch.from, -1)}T00:00:00.000Z`),
    to: new Date(`${addDays(stretch.until, 1)}T00:00:00.000Z`),
  }
  const services = [...new Set(promises.flatMap((row) => idsOf(row['services'])))]
  const outages = await outagesIn(kernel.db, { services, ...reach })
  const byRequests = promises.filter(({ counts }) => counts === 'requests' || counts === 'rates')
  const requests = await requestsIn(kernel.db, {
    promises: byRequests.map((row) => ({ id: row.id, services: idsOf(row['services']) })),
    ...reach,
  })
  const asOf = kernel.clock.now().getTime()
  const measured = promises.flatMap((row): readonly (AvailabilityFact & { readonly of: string | undefined })[] => {
    const terms = {
      ...termsOf(row, { hours: calendarOf(row['hours']), windows: calendarOf(row['windows']) }),
      measuring: measuringOf[stretch.cadence],
    }
    const window = [startOf(terms.timeZone, stretch.from), startOf(terms.timeZone, stretch.until)] as const
    const its = idsOf(row['services'])
    const own = outages.filter((one) => hitsAny(one, its)).map((one) => outageFacts(one, its))
    const given = { terms, outages: own, window, asOf }
    const counts = requests.get(row.id)
    const { periods, findings } = counts ? measureRequests({ ...given, requests: counts.flat() }) : measure(given)
    const one = periods.find(({ period }) => period.span[0] >= window[0] && period.span[1] <= window[1])
    if (!one) return []
    const [from, to] = one.period.span
    // Of what is measured by requests, outages excuse some and count for nothing by themselves.
    const within = findings.filter(
      (finding) => finding.from < to && finding.to > from && (!counts || finding.verdict === 'excluded'),
    )
    const counting = new Set(within.flatMap(({ verdict, outage }) => (verdict === 'counts' ? outage.id : [])))
    const others = new Set(within.map(({ outage }) => outage.id)).difference(counting)
    return [
      {
        ...{
          of: engagementOf(row),
          promise: row.id,
          name: String(row['name']),
          target: creditTermsOf(row).target,
          measured: one,
        },
        ...{ counting: [...counting], others: [...others] },
      },
    ]
  })
  return (engagement: string): readonly AvailabilityFact[] => measured.filter(({ of }) => of === engagement)
}

async function costOf(kernel: Needs, { bought, contracts, stretch }: Asking) {
  const days = { from: stretch.from, to: addDays(stretch.until, -1) }
  const costs = await costsIn(
    kernel,
    contracts.map(({ id }) => id),
    days,
  )
  return (engagement: string): CostFact => {
    const row = bought.find(({ id }) => id === engagement)
    const yearly = (row?.['yearlyCost'] ?? null) as Money | null
    const known = contracts.flatMap((contract) => {
      const cost = isOf(contract, engagement) && isAgreed(contract) ? costs.get(contract.id) : undefined
      return cost ? [{ contract: contract.id, ...cost }] : []
    })
    return {
      contracts: known.flatMap(({ contract, amounts }) => amounts.map((amount) => ({ contract, ...amount }))),
      unsure: known.flatMap(({ contract, unsure, isKnown }) => unsure.map((says) => ({ contract, says, isKnown }))),
      expected: yearly && {
        currency: yearly.currency,
        minor: expectedIn(minorOf(yearly), days, {
          from: dayOf(row?.['startsOn']),
          to: dayOf(row?.['endsOn']),
        }),
      },
    }
  }
}

/** A draft costs nothing yet. */
const isAgreed = ({ state }: Row): boolean => state === 'in_force' || state === 'ended'

async function creditsOf(kernel: Needs, { bought, stretch }: Asking) {
  const records = kernel.store.asSystem(why)
  const claims = await allRows(records, 'service_credit', {
    filter: { engagement: bought.map(({ id }) => id), periodTo: { gte: stretch.from, lt: stretch.until } },
  })
  const sumOf = (money: Money) => ({ minor: minorOf(money), currency: money.currency })
  return (engagement: string): readonly CreditFact[] =>
    claims
      .filter((row) => isOf(row, engagement))
      .map((row) => ({
        ...{ claim: row.id, state: String(row.state), claimed: sumOf(row['claimed'] as Money) },
        received: row.state === 'received' ? sumOf((row['agreed'] ?? row['claimed']) as Money) : null,
      }))
}

const dayOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
