import type { Calendar } from '../../../kernel/calendar/calendar.ts'
import { toMinor } from '../../../kernel/record/money.ts'
import type { Problem } from '../../../kernel/record/define.ts'
import type { Money } from '../../../kernel/record/field.ts'
import type { ChronicTerms } from '../availability/chronic.ts'
import { type CreditTerms, problemsOfCredits, type Tier } from '../availability/credits.ts'
import { addMonths } from '../availability/periods.ts'
import { type AvailabilityTerms, type Cause, type Measuring, problemsOfTerms } from '../availability/terms.ts'

/** What a promise says, as it is written down. */
export interface PromiseSays {
  readonly holdsFrom: string
  readonly holdsUntil: string | null
  readonly target: string
  readonly measuring: 'month' | 'quarter' | 'rolling_days' | 'rolling_months'
  readonly rollingOver: number | null
  readonly timeZone: string
  readonly counts: 'time' | 'parts' | 'users' | 'requests' | 'rates'
  readonly parts: string | null
  readonly users: number | null
  readonly countsDegradation: boolean
  readonly shortest: number
  readonly excludes: readonly Cause[]
  readonly maintenance: 'counts' | 'excluded'
  readonly notice: number
  readonly allowance: number | null
  readonly denominator: 'adjusted' | 'whole'
  readonly whileExcluded: 'forgiven' | 'counts'
  readonly tiers: string | null
  readonly monthlyFee: Money | null
  readonly feeOf: 'service' | 'contract'
  readonly partial: 'prorated' | 'whole'
  readonly capOfPeriod: string | null
  readonly capOfTerm: string | null
  readonly termMonths: number
  readonly claimDays: number
  readonly claimAfter: 'period' | 'known'
  readonly failures: number | null
  readonly failuresOf: number | null
  readonly failsBelow: string | null
  readonly needsNotice: boolean
}

/** The hours that a promise names; null is around the clock, and for maintenance any time. */
export interface Hours {
  readonly hours: Calendar | null
  readonly windows: Calendar | null
}

/** A promise as the rules of measuring take it. */
export const termsOf = (says: PromiseSays, { hours, windows }: Hours): AvailabilityTerms => ({
  timeZone: says.timeZone,
  measuring: measuringOf(says),
  holds: { from: says.holdsFrom, until: says.holdsUntil },
  hours,
  counts: countsOf(says),
  countsDegradation: says.countsDegradation,
  shortest: says.shortest,
  excludes: says.excludes,
  maintenance:
    says.maintenance === 'counts'
      ? null
      : {
          noticeHours: says.notice / 3600,
          allowance: says.allowance === null ? null : says.allowance / 60,
          windows,
        },
  denominator: says.denominator,
  whileExcluded: says.whileExcluded,
})

function measuringOf({ measuring, rollingOver }: PromiseSays): Measuring {
  if (measuring === 'month' || measuring === 'quarter') return { each: measuring }
  return { each: 'rolling', last: rollingOver ?? 0, unit: measuring === 'rolling_days' ? 'day' : 'month' }
}

function countsOf({ counts, parts, users }: PromiseSays): AvailabilityTerms['counts'] {
  if (counts === 'time') return { is: 'time' }
  if (counts === 'requests' || counts === 'rates') return { is: 'requests', by: counts === 'rates' ? 'rates' : 'all' }
  if (counts === 'parts') return { is: 'parts', weights: Object.fromEntries(readParts(parts).read) }
  return { is: 'userTime', users: users ?? 0 }
}

/** What a promise owes, as the rules of credits take it. */
export const creditTermsOf = (says: PromiseSays): CreditTerms => ({
  target: plain(says.target),
  tiers: readTiers(says.tiers).read,
  base: says.feeOf === 'service' ? 'serviceFee' : 'contractFee',
  partial: says.partial,
  capOfPeriod: says.capOfPeriod === null ? null : plain(says.capOfPeriod),
  capOfTerm:
    says.capOfTerm === null
      ? null
      : { percent: plain(says.capOfTerm), fees: minorOf(says.monthlyFee) * says.termMonths },
  claim: { days: says.claimDays, after: says.claimAfter },
})

/** When failing again and again lets us leave; null where the contract doesn't say so. */
export const chronicOf = (says: PromiseSays): ChronicTerms | null =>
  says.failures === null || says.failuresOf === null
    ? null
    : {
        failures: says.failures,
        of: says.failuresOf,
        below: plain(says.failsBelow ?? says.target),
        needsNotice: says.needsNotice,
      }

/** The monthly fee in its minor units. */
export const minorOf = (fee: Money | null): number => (fee === null ? 0 : (toMinor(fee) ?? 0))

/** The first day of the term of the contract that a day lies in, when each is as long as the first one. */
export function termStart(
  { holdsFrom, termMonths }: Pick<PromiseSays, 'holdsFrom' | 'termMonths'>,
  day: string,
): string {
  let month = holdsFrom.slice(0, 7)
  const dayOfMonth = holdsFrom.slice(7)
  while (`${addMonths(month, termMonths)}${dayOfMonth}` <= day) month = addMonths(month, termMonths)
  return `${month}${dayOfMonth}`
}

interface Lines<T> {
  readonly read: readonly T[]
  /** The first line that can't be read. */
  readonly wrong: string | null
}

/** 'below 99.9: 10 %', one on each line. */
export const readTiers = (text: string | null): Lines<Tier> =>
  readLines(text, (line) => {
    const [, below, percent] = /^(?:below|<)?\s*([\d.]+)\s*%?\s*[:=→,;]\s*([\d.]+)\s*%?$/i.exec(line) ?? []
    return below === undefined || percent === undefined ? null : { below, percent }
  })

/** 'web 3', one on each line. */
const readParts = (text: string | null): Lines<readonly [part: string, weight: number]> =>
  readLines(text, (line) => {
    const [, part, weight] = /^(.+?)[\s:=]+(\d{1,6})$/.exec(line) ?? []
    return part === undefined || weight === undefined ? null : [part.trim(), Number(weight)]
  })

function readLines<T>(text: string | null, readOne: (line: string) => T | null): Lines<T> {
  const read: T[] = []
  for (const line of (text ?? '').split('\n').map((one) => one.trim().replace(/^[-*]\s+/, ''))) {
    if (line === '') continue
    const one = readOne(line)
    if (one === null) return { read, wrong: line }
    read.push(one)
  }
  return { read, wrong: null }
}

/** '99.9000' as contracts write it: '99.9'. */
const plain = (percent: string): string => (percent.includes('.') ? percent.replace(/\.?0+$/, '') : percent)

type Field = keyof PromiseSays

/** What is wrong with a promise, at which of its fields, before anything is measured by it. */
export function problemsOfPromise(says: PromiseSays): readonly Problem<Field>[] {
  const [tiers, parts] = [readTiers(says.tiers), readParts(says.parts)]
  const isRolling = says.measuring === 'rolling_days' || says.measuring === 'rolling_months'
  const named: readonly (Problem<Field> | false)[] = [
    tiers.wrong !== null && {
      field: 'tiers',
      says: `“${tiers.wrong}” can’t be read. Write one tier on each line: below 99.9: 10 %`,
    },
    says.counts === 'parts' &&
      parts.wrong !== null && {
        field: 'parts',
        says: `“${parts.wrong}” can’t be read. Write one part on each line, with its weight: web 3`,
      },
    isRolling && says.rollingOver === null && { field: 'rollingOver', says: 'Say how many.' },
    tiers.read.length > 0 &&
      says.monthlyFee === null && { field: 'monthlyFee', says: 'Say of which fee the percentages are.' },
    (says.failures === null) !== (says.failuresOf === null) && {
      field: 'failuresOf',
      says: 'Say both: how many failures, and out of how many periods.',
    },
    says.failures !== null &&
      says.failuresOf !== null &&
      says.failures > says.failuresOf && {
        field: 'failures',
        says: 'There can’t be more failures than periods.',
      },
  ]
  const found = named.filter((one) => one !== false)
  if (found.length > 0) return found
  return [
    ...problemsOfTerms(termsOf(says, { hours: null, windows: null })),
    ...problemsOfCredits(creditTermsOf(says)),
  ].map(({ at, says: words }) => ({ field: fieldOf(at, says), says: words }))
}

/** The field in which a term is written down. */
function fieldOf(at: string, { counts }: PromiseSays): Field {
  if (at === 'holds') return 'holdsUntil'
  if (at === 'counts') return counts === 'users' ? 'users' : 'parts'
  if (at === 'maintenance') return 'notice'
  if (at === 'claim') return 'claimDays'
  if (at === 'measuring') return 'rollingOver'
  if (at === 'timeZone' || at === 'shortest' || at === 'target' || at === 'capOfPeriod' || at === 'capOfTerm') return at
  return 'tiers'
}
