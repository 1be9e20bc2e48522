import type { Chance } from '../../../foundation/chance.ts'
import { addDays, addMonths } from '../day.ts'
import type { Decision } from '../terms.ts'

/** What is bought, on which contracts hang. */
export interface Bought {
  readonly name: string
  readonly party: string
  readonly engagement: string
  readonly category: string
  readonly owner: string
  readonly unit: string | null
  readonly services: readonly string[]
  /** Whole euros a year; 0 where it isn't known. */
  readonly cost: number
  readonly isOver: boolean
  readonly isNew: boolean
}
type Values = Readonly<Record<string, unknown>>
/** A contract of the demo company with its log, before it has an id. */
export interface ContractSeed {
  readonly values: Values
  /** The moves that it has made. */
  readonly way: readonly string[]
  readonly events: readonly Values[]
}

/** What is usual in a trade: its kind of contract, term, renewal and notice. */
interface Usual {
  readonly kind: string
  readonly called: string
  readonly terms: readonly number[]
  readonly renewal: 'automatic' | 'optional' | 'fixed' | 'evergreen'
  readonly renews: number
  readonly most?: number
  readonly notice: readonly [count: number, unit: string]
  readonly alignment?: string
  readonly method?: string
  readonly uplift?: Values
}
const threePercent = { uplift: 'percent', upliftEvery: 'renewal', upliftPercent: '3.00' }
const byIndex = {
  ...{ uplift: 'index', upliftEvery: 'year', upliftIndex: 'HICP', upliftLag: 3 },
  ...{ upliftCap: '4.00', upliftFloor: '0.00' },
}
const usual: Readonly<Record<string, Usual>> = {
  telecom: {
    ...{ kind: 'service', called: 'Service agreement', terms: [24, 36], renewal: 'automatic', renews: 12 },
    ...{ notice: [3, 'months'], method: 'registered' },
  },
  cloud: {
    ...{ kind: 'subscription', called: 'Subscription', terms: [12, 36], renewal: 'automatic', renews: 12 },
    ...{ notice: [60, 'days'], uplift: threePercent },
  },
  software: {
    ...{ kind: 'maintenance', called: 'Licence and maintenance', terms: [12, 24], renewal: 'automatic', renews: 12 },
    ...{ notice: [3, 'months'], uplift: threePercent },
  },
  hardware: {
    ...{ kind: 'lease', called: 'Lease and repair', terms: [36, 48], renewal: 'optional', renews: 12, most: 2 },
    notice: [2, 'months'],
  },
  managed_service: {
    ...{ kind: 'outsourcing', called: 'Managed service', terms: [36, 60], renewal: 'optional', renews: 12, most: 2 },
    ...{ notice: [6, 'months'], method: 'registered', uplift: byIndex },
  },
  consulting: {
    ...{ kind: 'framework', called: 'Framework agreement', terms: [12], renewal: 'evergreen', renews: 0 },
    ...{ notice: [6, 'weeks'], alignment: 'quarter_end' },
  },
  staffing: {
    ...{ kind: 'framework', called: 'Framework agreement', terms: [12, 24], renewal: 'fixed', renews: 0 },
    notice: [0, 'days'],
  },
  security: {
    ...{ kind: 'service', called: 'Service agreement', terms: [24, 36], renewal: 'automatic', renews: 12 },
    ...{ notice: [90, 'days'], method: 'courier' },
  },
  other: {
    ...{ kind: 'other', called: 'Agreement', terms: [12], renewal: 'automatic', renews: 12 },
    notice: [30, 'days'],
  },
}

/** So many contracts the demo company has. */
export const contractCount = 300

/** The contracts of the demo company: the main one of each thing that is bought, then orders, data processing and secrecy. */
export function contractSeeds(
  bought: readonly Bought[],
  { chance, today, calendar }: { readonly chance: Chance; readonly today: string; readonly calendar: string | null },
): readonly ContractSeed[] {
  const context = { chance, today, calendar }
  const rounds = [mainContract, order, dataProcessing, secrecy]
  return rounds.flatMap((round) => bought.flatMap((one) => round(one, context) ?? [])).slice(0, contractCount)
}

interface Context {
  readonly chance: Chance
  readonly today: string
  readonly calendar: string | null
}
type Round = (bought: Bought, context: Context) => ContractSeed | null

const mainContract: Round = (bought, context) => {
  const own = usual[bought.category] ?? usual['other']
  return own
    ? written(bought, { ...own, called: `${bought.name}, ${own.called.toLowerCase()}`, share: 0.8 }, context)
    : null
}

const order: Round = (bought, context) =>
  bought.cost < 40_000
    ? null
    : written(
        bought,
        {
          ...{ kind: 'subscription', called: `${bought.name}, order form`, terms: [12] },
          ...{ renewal: 'automatic', renews: 12, notice: [30, 'days'], share: 0.2 },
        },
        context,
      )

const dataProcessing: Round = (bought, context) =>
  ['cloud', 'managed_service', 'security', 'staffing', 'software'].includes(bought.category)
    ? written(bought, { ...untilNotice, kind: 'data_processing', called: `${bought.name}, data processing` }, context)
    : null

const secrecy: Round = (bought, context) =>
  written(bought, { ...untilNotice, kind: 'confidentiality', called: `${bought.party}, confidentiality` }, context)

const untilNotice = {
  ...{ terms: [12], renewal: 'evergreen', renews: 0, notice: [3, 'months'], share: 0 },
} as const satisfies Partial<Usual> & { readonly share: number }

function written(bought: Bought, given: Usual & { readonly share: number }, context: Context): ContractSeed {
  const { chance, today, calendar } = context
  const months = chance.pick(given.terms)
  // What is bought of somebody new hasn't begun yet; the others began some terms ago, on the first of a month mostly.
  const back = bought.isNew ? -chance.int(10, 60) : chance.int(100, 365 * 5)
  const begun = addDays(today, -back)
  const startsOn = chance.isLucky(0.7) ? `${begun.slice(0, 7)}-01` : begun
  const signedOn = addDays(startsOn, -chance.int(5, 40))
  const price = Math.round((bought.cost * given.share) / 100) * 100
  const [count, unit] = given.notice
  const base = { subject: 'Signed', happenedOn: signedOn }
  const initial = {
    ...{ ...base, kind: 'initial', startsOn, clause: chance.pick(['5.1', '9.2', '12', '14.3', '17.1']) },
    ...(given.renewal === 'evergreen' ? {} : { termCount: months, termUnit: 'months' }),
    renewal: given.renewal,
    ...(given.renews > 0 ? { renewalCount: given.renews, renewalUnit: 'months' } : {}),
    ...(given.most === undefined ? {} : { maxRenewals: given.most }),
    ...(count === 0 ? {} : { noticeCount: count, noticeUnit: unit }),
    ...(given.alignment === undefined ? {} : { alignment: given.alignment }),
    method: given.method ?? 'email',
    ...(given.method === 'courier' || given.method === 'registered'
      ? { receiptCount: 3, receiptUnit: 'business_days' }
      : {}),
    ...(price === 0 ? {} : { price: euros(price), pricePer: 'year', ...given.uplift }),
  }
  const events = [initial, ...amendmentOf({ price, startsOn, uplift: given.uplift }, context)]
  const renewals = given.renewal === 'optional' ? renewalsOf({ startsOn, months, ...given }, today) : []
  const values = {
    ...{
      name: given.called,
      counterparty: bought.party,
      engagement: bought.engagement,
      kind: given.kind,
      owner: bought.owner,
    },
    ...{ businessUnit: bought.unit, services: bought.services, calendar },
    ...{ reference: `${bought.party.slice(0, 2).toUpperCase()}-${chance.int(10_000, 99_999)}`, signedOn },
    ...(price === 0 ? {} : { paidEvery: chance.pick(['month', 'quarter', 'quarter', 'year']) }),
    leadCount: given.share === 0 ? 14 : chance.pick([30, 45, 60]),
    ...{
      leadUnit: 'days',
      noticeAddress: `Contract department\n${chance.pick(streets)} ${chance.int(1, 180)}\n${chance.pick(towns)}`,
    },
  }
  const isPending = bought.isNew || chance.isLucky(0.03)
  return {
    values: isPending ? { ...values, signedOn: null } : values,
    way: isPending ? chance.pick([[], ['submit'], ['submit', 'approve']]) : ['submit', 'approve', 'sign'],
    events: [...events, ...renewals, ...(bought.isOver ? [noticeOf(today, chance)] : [])],
  }
}

const euros = (whole: number) => ({ amount: `${whole}.00`, currency: 'EUR' })
const streets = ['Hafenstraße', 'Keizersgracht', 'Long Lane', 'Rue de la Loi', 'Lindenallee', 'Strandvejen']
const towns = ['20457 Hamburg', '1016 Amsterdam', 'London EC1A', '1000 Bruxelles', '04109 Leipzig', '2100 København']

/** Now and then a price was agreed anew. */
function amendmentOf(
  {
    price,
    startsOn,
    uplift,
  }: { readonly price: number; readonly startsOn: string; readonly uplift: Values | undefined },
  { chance, today }: Context,
): readonly Values[] {
  const effectiveOn = addMonths(startsOn, 12)
  if (price === 0 || effectiveOn > today || !chance.isLucky(0.3)) return []
  const changed = Math.round((price * chance.int(85, 125)) / 10_000) * 100
  return [
    {
      ...{ kind: 'amendment', subject: 'Amendment 1: other quantities', happenedOn: addDays(effectiveOn, -20) },
      ...{ effectiveOn, price: euros(changed), pricePer: 'year', ...uplift },
    },
  ]
}

/** Options were taken as often as it took until now. */
function renewalsOf(
  { startsOn, months, renews, most = 0 }: { startsOn: string; months: number; renews: number; most?: number },
  today: string,
): readonly Values[] {
  const ends = Array.from({ length: most }, (_, nth) => addDays(addMonths(startsOn, months + nth * renews), -1))
  return ends
    .filter((end) => end < today)
    .map((end, nth) => ({ kind: 'renewal', subject: `Option ${nth + 1} taken`, happenedOn: addDays(end, -100) }))
}

const noticeOf = (today: string, chance: Chance): Values => ({
  ...{ kind: 'notice', subject: 'Notice, as we leave', happenedOn: addDays(today, -chance.int(10, 60)) },
  ...{ givenBy: 'us', method: 'registered', reason: 'What it does is done by others now.' },
})

/** Why something was decided, as the demo company's people say it. */
export const reasons: Readonly<Record<Decision, readonly string[]>> = {
  renew: ['Works as it should, and the price is that of the market.', 'Nobody else delivers to all of our sites.'],
  renegotiate: ['Used by half as many people as two years ago.', 'The price has risen by a fifth in two years.'],
  replace: ['Promises were broken in three of four quarters.', 'Another product that we have does the same.'],
  exit: ['The service that needs it ends in spring.'],
}
