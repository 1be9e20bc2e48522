import type { ChecklistItem } from '../compliance/checklist.ts'
import { type Judged, standing } from '../compliance/overrule.ts'
import { sayDay } from '../day.ts'
import { countOf, type FactRow, type Figure, nothingOf, sayMoney, type Section, someOf } from './facts.ts'

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
          value: price === null ? 'No price yet' : `${sayMoney(price)} a year`,
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
