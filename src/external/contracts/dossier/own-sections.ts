import { sayAmounts, type Ticking } from '../contract.rules.ts'
import { addDays, sayDay } from '../day.ts'
import type { Payment } from '../payments.ts'
import type { Amount, Stretch } from '../price.ts'
import { decisionWords, sayOutlook } from '../renewal-words.ts'
import type { Decision } from '../terms.ts'
import { countOf, type FactRow, type Figure, nothingOf, sayMoney, type Section, someOf } from './facts.ts'

/** What is to be decided, by when, and for how much. */
export function questionSection(clock: Ticking, { decidedEnd }: { readonly decidedEnd: string }): Section {
  const { outlook, decideBy, nextExit, stake, committedUntil } = clock
  return {
    ...{ key: 'question', title: 'What is to be decided', unknown: [] },
    says: [
      `${sayOutlook(outlook, decidedEnd)}.`,
      ...(decideBy === null ? [] : [`It has to be decided by ${sayDay(decideBy)}.`]),
      ...(nextExit === null || outlook === 'ends'
        ? []
        : [`What is decided has to be sent by ${sayDay(nextExit.sendBy)}.`]),
      ...(committedUntil === null ? [] : [`Until ${sayDay(committedUntil)} it is paid for, whatever is decided.`]),
    ],
    figures:
      stake === null || stake.amounts.length === 0
        ? []
        : [
            {
              label: 'At stake',
              value: sayAmounts(stake.amounts),
              rows: [{ says: `What ${sayDay(stake.from)} to ${sayDay(stake.to)} comes to.` }],
            },
          ],
  }
}

/** A price that was agreed, as the log tells it. */
export interface PriceSaid {
  readonly event: string
  readonly subject: string
  readonly on: string
  readonly price: { readonly amount: string; readonly currency: string }
  readonly per: string
}

/** What it cost year by year, and will until the end that is decided about: each year with its payments and the prices agreed in it. */
export function costSection(costs: {
  readonly years: readonly (Stretch & { readonly amounts: readonly Amount[]; readonly isKnown: boolean })[]
  /** Null where nobody wrote down how it is paid. */
  readonly payments: readonly Payment[] | null
  readonly prices: readonly PriceSaid[]
  readonly today: string
  /** Index values that are missing, in sentences. */
  readonly unknown: readonly string[]
}): Section {
  const { years, payments, prices, today } = costs
  const title = 'What it cost, and will cost'
  if (prices.length === 0) return nothingOf('costs', title, 'No price stands in its log.')
  const figures = years.map(({ from, to, amounts, isKnown }): Figure => {
    const paid = (payments ?? []).filter((one) => one.minor !== 0 && one.dueOn >= from && one.dueOn <= to)
    const agreed = prices.filter(({ on }) => on >= from && on <= to)
    return {
      label: sayYear(from, to),
      value: !isKnown ? 'Not known' : amounts.length === 0 ? 'Nothing' : sayAmounts(amounts),
      rows: someOf([
        ...paid.map((one) => ({
          says: `${sayAmounts([one])} due on ${sayDay(one.dueOn)}`,
          about: `For ${sayDay(one.from)} to ${sayDay(one.to)}`,
        })),
        ...agreed.map(priceRow),
      ]),
    }
  })
  return {
    ...{ key: 'costs', title, figures },
    says: [
      `By its log, by the day${years.some(({ to }) => to >= today) ? ', as it goes on when nobody does anything' : ''}.`,
    ],
    unknown: [
      ...(payments === null ? ['How it is paid is not written down, so that no payments stand here.'] : []),
      ...costs.unknown,
    ],
  }
}

const priceRow = ({ event, subject, on, price, per }: PriceSaid): FactRow => ({
  says: `${subject}: ${sayMoney(price)} a ${per}`,
  about: `Agreed on ${sayDay(on)}`,
  of: { type: 'contract_event', id: event },
})

/** '2026' where it is a whole year of the calendar, else its days. */
function sayYear(from: string, to: string): string {
  const isWhole = from.slice(4) === '-01-01' && addDays(to, 1).slice(4) === '-01-01'
  return isWhole ? from.slice(0, 4) : `${sayDay(from)} to ${sayDay(to)}`
}

export const questionsSection = (text: string | null): Section => {
  const lines = (text ?? '').split('\n').map((line) => line.replace(/^[-*]\s+/, '').trim())
  const asked = lines.filter((line) => line !== '')
  return asked.length === 0
    ? nothingOf('questions', 'Open questions', 'None were written down.')
    : {
        ...{ key: 'questions', title: 'Open questions', says: [], unknown: [] },
        figures: [
          { label: 'To be answered', value: countOf(asked.length, 'question'), rows: asked.map((says) => ({ says })) },
        ],
      }
}

/** What happened to a contract, the newest first. */
export interface Happening {
  readonly id: string
  readonly subject: string
  readonly on: string
  readonly decision: Decision | null
  readonly reason: string | null
}
export const logSection = (happened: readonly Happening[]): Section => ({
  ...{ key: 'log', title: 'What happened so far', says: [], unknown: [] },
  figures: happened.map(({ id, subject, on, decision, reason }) => ({
    label: sayDay(on),
    value: subject,
    rows: [
      {
        says: reason ?? (decision === null ? 'As it stands in the log.' : decisionWords[decision].about),
        of: { type: 'contract_event', id },
      },
    ],
  })),
})

/** What each day moves a little, so that a dossier would never be the same for two days: the question says it. */
const ofTheDay: readonly string[] = ['commitment', 'without end']

/** Why its dates are so, rule by rule. */
export const datesSection = (clock: Ticking): Section => ({
  ...{ key: 'dates', title: 'Why these dates', figures: [], unknown: [] },
  says: clock.trace.flatMap(({ rule, says }) => (ofTheDay.includes(rule) ? [] : [says])),
})
