import { countOf, type FactRow, type Figure, nothingOf, type Section, someOf } from '../../external/contracts/index.ts'

/** How a promise of availability was kept in one period that is over. */
export interface PeriodFact {
  readonly says: string
  /** As text, in percent; null where it wasn't measured. */
  readonly availability: string | null
  readonly isMissed: boolean
}
export interface PromiseFact {
  readonly id: string
  readonly name: string
  readonly target: string
  readonly periods: readonly PeriodFact[]
}
/** A claim for service credits. */
export interface ClaimFact {
  readonly id: string
  readonly number: string | null
  readonly name: string
  readonly state: string
  readonly claimed: Sum
  readonly agreed: Sum | null
}
interface Sum {
  readonly amount: string
  readonly currency: string
}

const promised = 'What they promised, and what they owed'

/** Whether availability was kept, period by period, and what came of the claims. */
export function availabilitySection(promises: readonly PromiseFact[], claims: readonly ClaimFact[]): Section {
  if (promises.length === 0 && claims.length === 0)
    return nothingOf('availability', promised, 'No availability is promised in it, as far as we wrote down.')
  const kept = promises.flatMap(({ id, name, target, periods }): readonly Figure[] => {
    const measured = periods.filter(({ availability }) => availability !== null)
    const missed = measured.filter(({ isMissed }) => isMissed)
    if (measured.length === 0) return []
    return [
      {
        label: `${name}: ${target} %`,
        value:
          missed.length === 0
            ? `Kept in all of ${countOf(measured.length, 'period')}`
            : `Missed in ${missed.length} of ${countOf(measured.length, 'period')}`,
        tone: missed.length === 0 ? 'good' : 'bad',
        rows: someOf(
          measured.toReversed().map((one) => ({
            says: `${one.says}: ${one.availability} %${one.isMissed ? ', missed' : ''}`,
            of: { type: 'availability_promise', id },
          })),
        ),
      },
    ]
  })
  const sums = (label: string, some: readonly ClaimFact[], of: (one: ClaimFact) => Sum): readonly Figure[] =>
    some.length === 0
      ? []
      : [
          {
            label,
            value: sayTotals(some.map(of)),
            rows: someOf(
              some.map((one) => ({
                says: `${sayTotals([of(one)])}: ${one.name}`,
                about: one.state.charAt(0).toUpperCase() + one.state.slice(1),
                of: { type: 'service_credit', id: one.id },
              })),
            ),
          },
        ]
  const sent = claims.filter(({ state }) => ['sent', 'accepted', 'disputed', 'received'].includes(state))
  return {
    ...{ key: 'availability', title: promised, says: [] },
    figures: [
      ...kept,
      ...sums('Claimed', sent, ({ claimed }) => claimed),
      ...sums(
        'Received',
        claims.filter(({ state }) => state === 'received'),
        ({ agreed, claimed }) => agreed ?? claimed,
      ),
      ...sums(
        'Lost, as it was not claimed in time',
        claims.filter(({ state }) => state === 'lapsed'),
        ({ claimed }) => claimed,
      ),
    ],
    unknown: promises
      .filter(({ periods }) => periods.every(({ availability }) => availability === null))
      .map(({ name }) => `${name}: no period of it that is over was measured.`),
  }
}

/** Amounts added up by currency: 'EUR 1200.00 and USD 5.00'. */
export function sayTotals(amounts: readonly Sum[]): string {
  const totals = new Map<string, bigint>()
  const digits = new Map<string, number>()
  for (const { amount, currency } of amounts) {
    const [whole = '0', fraction = ''] = amount.split('.')
    totals.set(currency, (totals.get(currency) ?? 0n) + BigInt(`${whole}${fraction}`))
    digits.set(currency, fraction.length)
  }
  return [...totals]
    .map(([currency, minor]) => {
      const places = digits.get(currency) ?? 0
      const text = String(minor).padStart(places + 1, '0')
      const whole = text.slice(0, text.length - places).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
      return `${currency} ${whole}${places === 0 ? '' : `.${text.slice(-places)}`}`
    })
    .join(' and ')
}

/** A ticket that the supplier had, or has, in hand, and what became of the promise for it. */
export interface TicketFact {
  readonly id: string
  readonly number: string | null
  /** Null where nothing that was promised for it has ended yet. */
  readonly isLate: boolean | null
  readonly lateBy: number
  readonly isInHand: boolean
}

const hours = (seconds: number): string =>
  seconds < 3600
    ? countOf(Math.max(1, Math.round(seconds / 60)), 'minute')
    : countOf(Math.round(seconds / 3600), 'hour')

/** The tickets under a contract: how many, and whether they were dealt with in time. */
export function ticketSection(tickets: readonly TicketFact[]): Section {
  const title = 'Tickets in their hands'
  if (tickets.length === 0)
    return nothingOf('tickets', title, 'No ticket was ever said to be in their hands under this contract.')
  const judged = tickets.filter(({ isLate }) => isLate !== null)
  const late = judged.filter(({ isLate }) => isLate)
  const inHand = tickets.filter((one) => one.isInHand)
  const rows = (some: readonly TicketFact[], about: (one: TicketFact) => string): readonly FactRow[] =>
    someOf(
      some.map((one) => ({
        says: one.number ?? 'A ticket',
        about: about(one),
        of: { type: 'ticket', id: one.id },
      })),
    )
  const sayLate = ({ lateBy }: TicketFact): string => `Late by ${hours(lateBy)}`
  return {
    ...{ key: 'tickets', title, says: [] },
    figures: [
      {
        label: 'Under this contract',
        value: countOf(tickets.length, 'ticket'),
        rows: rows(tickets, (one) =>
          one.isLate === null ? 'Nothing promised for it has ended' : one.isLate ? sayLate(one) : 'In time',
        ),
      },
      {
        label: 'In time',
        value: judged.length === 0 ? 'Not known' : `${judged.length - late.length} of ${judged.length}`,
        ...(judged.length > 0 && { tone: late.length === 0 ? ('good' as const) : ('bad' as const) }),
        rows: rows(late, sayLate),
      },
      {
        label: 'In their hands now',
        value: countOf(inHand.length, 'ticket'),
        rows: rows(inHand, () => 'Not given back yet'),
      },
    ],
    unknown:
      judged.length < tickets.length
        ? [
            `Whether ${tickets.length - judged.length === 1 ? 'one of them was' : `${tickets.length - judged.length} of them were`} dealt with in time isn’t known: no promise for it is written down, or none has ended.`,
          ]
        : [],
  }
}
