import type { ChecklistItem } from '../compliance/checklist.ts'
import { type Judged, standing } from '../compliance/overrule.ts'
import { sayAmounts, type Ticking } from '../contract.rules.ts'
import { addDays, sayDay } from '../day.ts'
import type { Payment } from '../payments.ts'
import type { Amount, Stretch } from '../price.ts'
import { decisionWords, sayOutlook } from '../renewal-words.ts'
import type { Decision } from '../terms.ts'
import { countOf, type FactRow, type Figure, nothingOf, type Section, someOf } from './facts.ts'

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
  readonly years: readonly (Stretch & { readonly amounts: readonly Amount[] })[]
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
  const figures = years.map(({ from, to, amounts }): Figure => {
    const paid = (payments ?? []).filter((one) => one.minor !== 0 && one.dueOn >= from && one.dueOn <= to)
    const agreed = prices.filter(({ on }) => on >= from && on <= to)
    return {
      label: sayYear(from, to),
      value: amounts.length === 0 ? 'Nothing' : sayAmounts(amounts),
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
  says: `${subject}: ${price.currency} ${price.amount} a ${per}`,
  about: `Agreed on ${sayDay(on)}`,
  of: { type: 'contract_event', id: event },
})

/** '2026' where it is a whole year of the calendar, else its days. */
function sayYear(from: string, to: string): string {
  const isWhole = from.slice(4) === '-01-01' && addDays(to, 1).slice(4) === '-01-01'
  return isWhole ? from.slice(0, 4) : `${sayDay(from)} to ${sayDay(to)}`
}

/** An obligation, and which of its tasks are open past their day. */
export interface OwedFact {
  readonly id: string
  readonly what: string
  readonly side: 'ours' | 'theirs'
  readonly isActive: boolean
  readonly met: number
  readonly late: number
  readonly lastMetOn: string | null
  readonly nextDueOn: string | null
  readonly overdue: readonly string[]
}

export function obligationSection(owed: readonly OwedFact[]): Section {
  const title = 'What is owed'
  if (owed.length === 0) return nothingOf('obligations', title, 'No obligations are written down for it.')
  const sum = (of: (one: OwedFact) => number): number => owed.reduce((total, one) => total + of(one), 0)
  const rows = (some: readonly OwedFact[], about: (one: OwedFact) => string | null): readonly FactRow[] =>
    someOf(
      some.map((one) => {
        const more = about(one)
        return {
          says: `${one.side === 'ours' ? 'We' : 'They'}: ${one.what}`,
          ...(more === null ? {} : { about: more }),
          of: { type: 'obligation', id: one.id },
        }
      }),
    )
  const met = owed.filter((one) => one.met > 0)
  const late = owed.filter((one) => one.late > 0)
  const overdue = owed.filter((one) => one.overdue.length > 0)
  const never = owed.filter((one) => one.isActive && one.met === 0)
  return {
    ...{ key: 'obligations', title, says: [] },
    figures: [
      {
        label: 'Met',
        value: countOf(
          sum((one) => one.met),
          'time',
        ),
        rows: rows(
          met,
          ({ met: times, lastMetOn }) =>
            `${countOf(times, 'time')}${lastMetOn === null ? '' : `, last on ${sayDay(lastMetOn)}`}`,
        ),
      },
      {
        label: 'Of that late',
        value: countOf(
          sum((one) => one.late),
          'time',
        ),
        ...(late.length > 0 && { tone: 'bad' as const }),
        rows: rows(late, (one) => countOf(one.late, 'time')),
      },
      {
        label: 'Overdue now',
        value: countOf(
          sum((one) => one.overdue.length),
          'task',
        ),
        ...(overdue.length > 0 && { tone: 'bad' as const }),
        rows: rows(overdue, (one) => `Due on ${one.overdue.map(sayDay).join(', ')}`),
      },
      {
        label: 'Kept up from now on',
        value: countOf(owed.filter(({ isActive }) => isActive).length, 'obligation'),
        rows: rows(
          owed.filter(({ isActive }) => isActive),
          ({ nextDueOn }) => (nextDueOn === null ? null : `Next due on ${sayDay(nextDueOn)}`),
        ),
      },
    ],
    unknown:
      never.length === 0
        ? []
        : [
            `Of ${countOf(never.length, 'obligation')} nobody has said yet that it was met: that is not the same as not met.`,
          ],
  }
}

/** A check of a text, with what its items ask. */
export interface CheckFact {
  readonly id: string
  readonly name: string
  readonly items: readonly ChecklistItem[]
  /** Null while the text isn't judged. */
  readonly judged: readonly Judged[] | null
}

const quoteChars = 280

/** Where its texts fall short of what was asked of them, with the passages. */
export function complianceSection(checks: readonly CheckFact[], texts: number): Section {
  const title = 'Gaps in what it says'
  if (checks.length === 0)
    return nothingOf(
      ...(['compliance', title] as const),
      texts === 0 ? 'No text of it is kept, so that none could be checked.' : 'Its texts were not checked.',
    )
  const figures = checks.flatMap(({ id, name, items, judged }): readonly Figure[] => {
    if (judged === null) return []
    const gaps = judged.filter((one) => standing(one) !== 'met')
    return [
      {
        label: name,
        value:
          gaps.length === 0
            ? `All ${judged.length} items are met`
            : `${countOf(gaps.length, 'gap')} in ${judged.length} items`,
        tone: gaps.length === 0 ? 'good' : 'bad',
        rows: someOf(
          gaps.map((one) => {
            const asked = items.find((item) => item.id === one.item)
            return {
              says: `${asked?.title ?? one.item}: ${standing(one)}`,
              about: passageOf(one),
              of: { type: 'compliance_check', id },
            }
          }),
        ),
      },
    ]
  })
  const unread = checks.filter(({ judged }) => judged === null)
  return {
    ...{ key: 'compliance', title, says: [], figures },
    unknown: unread.map(({ name }) => `${name}: its text is not read yet.`),
  }
}

function passageOf({ citations, why, overruling }: Judged): string {
  if (overruling) return overruling.reason
  const [first] = citations
  if (!first) return why
  const quote = first.quote.replaceAll(/\s+/g, ' ').trim()
  return `${first.place}: “${quote.length > quoteChars ? `${quote.slice(0, quoteChars)}…` : quote}”`
}

/** An alternative that somebody entered. */
export interface EnteredAlternative {
  readonly id: string
  readonly name: string
  readonly vendor: string | null
  readonly price: { readonly amount: string; readonly currency: string } | null
  readonly remark: string | null
}

/** What could be had in its place: what was entered, and who else of ours sells such things. */
export function alternativeSection(entered: readonly EnteredAlternative[], candidates: Section): Section {
  return {
    ...candidates,
    figures: [
      ...entered.map(
        ({ id, name, vendor, price, remark }): Figure => ({
          label: name,
          value: price === null ? 'No price yet' : `${price.currency} ${price.amount} a year`,
          rows: [
            {
              says: remark ?? 'Nobody has said what speaks for it.',
              ...(vendor === null ? {} : { about: vendor }),
              of: { type: 'renewal_alternative', id },
            },
          ],
        }),
      ),
      ...candidates.figures,
    ],
    unknown: entered.length === 0 ? ['No offer or estimate was entered.', ...candidates.unknown] : candidates.unknown,
  }
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
