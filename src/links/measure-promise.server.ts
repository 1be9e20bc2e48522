import { openCalendars } from '../foundation/calendars/index.server.ts'
import {
  type AvailabilityTerms,
  type Credit,
  creditsOf,
  type CreditTerms,
  creditTermsOf,
  measure,
  measureRequests,
  type Measured,
  type Measurement,
  minorOf,
  type PromiseSays,
  type ServiceCounts,
  termsOf,
  termStart,
} from '../external/outsourcing/index.ts'
import { requestsIn } from '../external/outsourcing/index.server.ts'
import { outagesIn } from '../internal/operations/index.server.ts'
import { idsOf } from '../kernel/access/rule.ts'
import { addDays } from '../kernel/calendar/calendar.ts'
import type { Kernel } from '../kernel/kernel.server.ts'
import type { Row } from '../kernel/record/store.server.ts'
import { factsOf } from './outage-facts.ts'

/** A promise as it reads from the store. */
export type PromiseRow = Row & PromiseSays

/** What came of a promise: its periods, the newest last, with what each owes, and the claims that were made of them. */
export interface MeasuredPromise {
  readonly promise: PromiseRow
  readonly terms: AvailabilityTerms
  readonly creditTerms: CreditTerms
  readonly hoursName: string | null
  readonly currency: string
  readonly measurement: Measurement
  readonly credits: readonly Credit[]
  readonly claims: readonly Row[]
  readonly counted: Counted | null
}
/** What a promise by requests is measured by: their counts for each of its services, as of a moment. */
export interface Counted {
  readonly services: readonly ServiceCounts[]
  readonly asOf: number
}

const dayMs = 86_400_000
/** So many days back every promise is measured: its periods of a year, and those of a term's cap before. */
const back = 400

/** Measures a promise by the outages that operations know, or by its requests, as of a moment: every period of the last year, and earlier ones of its term. */
export async function measurePromise(
  { db, store }: Pick<Kernel, 'db' | 'store'>,
  promise: PromiseRow,
  asOf: Date,
): Promise<MeasuredPromise> {
  const records = store.asSystem('measures availability')
  const calendars = openCalendars(store)
  const [hours, windows] = [idsOf(promise['hours'])[0] ?? null, idsOf(promise['windows'])[0] ?? null]
  const terms = termsOf(promise, {
    hours: hours === null ? null : await calendars.find(hours),
    windows: windows === null ? null : await calendars.find(windows),
  })
  const creditTerms = creditTermsOf(promise)
  const begins = beginOf(promise, asOf)
  const asked = {
    services: idsOf(promise['services']),
    from: new Date(begins.getTime() - reachOf(promise) * dayMs),
    to: asOf,
  }
  const outages = (await outagesIn(db, asked)).map((one) => factsOf(one, asked.services))
  const counted = terms.counts.is === 'requests' ? await countedFor(db, promise, asked) : null
  const given = { terms, outages, window: [begins.getTime(), asOf.getTime()] as const, asOf: asOf.getTime() }
  const measurement =
    counted === null
      ? measure(given)
      : { ...measureRequests({ ...given, requests: counted.services.flat() }), layers: [] }
  const { rows: claims } = await records.list('service_credit', {
    ...{ filter: { promise: promise.id }, sort: '-periodTo', limit: 200, archived: 'with' },
  })
  return {
    ...{ promise, terms, creditTerms, measurement, claims, counted },
    credits: owedBy({ promise, creditTerms, claims, periods: measurement.periods }),
    hoursName: hours === null ? null : titleIn(promise['hours']),
    currency: promise.monthlyFee?.currency ?? 'EUR',
  }
}

async function countedFor(db: Kernel['db'], { id }: PromiseRow, { services, from, to }: Asked): Promise<Counted> {
  const counts = await requestsIn(db, { promises: [{ id, services }], from, to })
  return { services: counts.get(id) ?? [], asOf: to.getTime() }
}
interface Asked {
  readonly services: readonly string[]
  readonly from: Date
  readonly to: Date
}

function beginOf(promise: PromiseRow, asOf: Date): Date {
  const first = addDays(asOf.toISOString().slice(0, 10), -back)
  const from = promise.capOfTerm === null || first < promise.holdsFrom ? first : termStart(promise, first)
  return new Date(`${from}T00:00:00.000Z`)
}

/** How many days a period may begin before the window that it reaches into. */
const reachOf = ({ measuring, rollingOver }: PromiseSays): number =>
  measuring === 'month'
    ? 32
    : measuring === 'quarter'
      ? 93
      : (rollingOver ?? 1) * (measuring === 'rolling_days' ? 1 : 31)

interface Owing extends Pick<MeasuredPromise, 'promise' | 'creditTerms' | 'claims'> {
  readonly periods: readonly Measured[]
}

/** What each period owes; a cap of all fees holds within each term of the contract. */
function owedBy({ promise, creditTerms: terms, claims, periods }: Owing): readonly Credit[] {
  const fee = minorOf(promise.monthlyFee)
  const feeOf = () => ({ contractFee: fee, serviceFee: fee })
  const lost = new Set(
    claims
      .filter(({ state }) => state === 'lapsed' || state === 'withdrawn')
      .map((claim) => String(claim['periodFrom'])),
  )
  const knownOn = new Map(
    claims.flatMap((claim) =>
      typeof claim['knownOn'] === 'string' ? [[String(claim['periodFrom']), claim['knownOn']] as const] : [],
    ),
  )
  const byTerm = new Map<string, Measured[]>()
  for (const one of periods) {
    const term = termStart(promise, one.period.first)
    byTerm.set(term, [...(byTerm.get(term) ?? []), one])
  }
  return [...byTerm.values()].flatMap((some) => creditsOf({ terms, periods: some, feeOf, knownOn, lost }))
}

/** The title of what a field points at. */
export function titleIn(value: unknown): string | null {
  const ref: unknown = Array.isArray(value) ? value[0] : value
  return typeof ref === 'object' && ref !== null && 'title' in ref && typeof ref.title === 'string' ? ref.title : null
}
