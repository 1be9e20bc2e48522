import type { Calendar } from '../../../kernel/calendar/calendar.ts'
import { isTimeZone } from '../../../kernel/calendar/time-zone.ts'

/** Why a service did not work, as contracts tell it apart. */
export const causes = ['unknown', 'provider', 'customer', 'third_party', 'internet', 'force_majeure'] as const
export type Cause = (typeof causes)[number]

/** What is measured: whole months or quarters, or the last so many days or months at each month's end. */
export type Measuring =
  | { readonly each: 'month' }
  | { readonly each: 'quarter' }
  | { readonly each: 'rolling'; readonly last: number; readonly unit: 'day' | 'month' }

/** How one contract defines availability. Days and months are those of its own time zone. */
export interface AvailabilityTerms {
  /** An IANA name, such as 'Europe/Berlin'. */
  readonly timeZone: string
  readonly measuring: Measuring
  /** The first and the last day on which it holds, `YYYY-MM-DD`; without a last day it goes on. */
  readonly holds: { readonly from: string; readonly until: string | null }
  /** The hours in which the service is promised; null is around the clock. */
  readonly hours: Calendar | null
  /** What is put in relation: time, the time of every user, or requests. */
  readonly counts:
    | { readonly is: 'time' }
    /** Each part of the service counts with its weight, a whole number above nothing; what names no part, or another one, is all of them. */
    | { readonly is: 'parts'; readonly weights: Readonly<Record<string, number>> }
    /** All who use it, a whole number; an outage that says nothing else hits all of them. */
    | { readonly is: 'userTime'; readonly users: number }
    /** Requests that failed out of all; `rates` averages the shares of equal stretches of time instead. */
    | { readonly is: 'requests'; readonly by: 'all' | 'rates' }
  /** Whether time in which it worked badly is time in which it did not work. */
  readonly countsDegradation: boolean
  /** What is down for less than this, in seconds, is not down; what is excluded parts it, a month's end and closed hours don't. */
  readonly shortest: number
  /** Outages of these causes are excluded. */
  readonly excludes: readonly Cause[]
  /** When maintenance is excluded; null is never. */
  readonly maintenance: MaintenanceTerms | null
  /** Whether what is excluded is also no time in which it should have been available. */
  readonly denominator: 'adjusted' | 'whole'
  /** What becomes of another outage at a time that is excluded. */
  readonly whileExcluded: 'forgiven' | 'counts'
}

export interface MaintenanceTerms {
  /** How many hours ahead it must have been announced. */
  readonly noticeHours: number
  /** How many minutes a month are excluded, the first ones; null is without limit. */
  readonly allowance: number | null
  /** The only hours in which it is excluded; null is any. */
  readonly windows: Calendar | null
}

/** Something that is wrong with terms, at which of them. */
export interface TermsProblem {
  readonly at: string
  readonly says: string
}

/** What is wrong with terms before anything is measured by them. */
export function problemsOfTerms(terms: AvailabilityTerms): readonly TermsProblem[] {
  const { timeZone, measuring, holds, counts, shortest, maintenance } = terms
  return [
    !isTimeZone(timeZone) && { at: 'timeZone', says: `There is no time zone '${timeZone}'. Try Europe/Berlin.` },
    holds.until !== null &&
      holds.until < holds.from && { at: 'holds', says: 'The last day must not be before the first.' },
    measuring.each === 'rolling' &&
      !isWhole(measuring.last, 1) && { at: 'measuring', says: 'Measure over at least one day or month.' },
    counts.is === 'userTime' &&
      !isWhole(counts.users, 1) && { at: 'counts', says: 'Say how many people use it: a whole number, at least one.' },
    counts.is === 'parts' &&
      (Object.keys(counts.weights).length === 0 || !Object.values(counts.weights).every((one) => isWhole(one, 1))) && {
        at: 'counts',
        says: 'Give each part a weight: a whole number, at least one.',
      },
    !isWhole(shortest, 0) && { at: 'shortest', says: 'Give whole seconds, or 0 where every outage counts.' },
    maintenance !== null &&
      !(maintenance.noticeHours >= 0) && { at: 'maintenance', says: 'The hours of notice must not be negative.' },
    maintenance !== null &&
      maintenance.allowance !== null &&
      !(maintenance.allowance >= 0) && { at: 'maintenance', says: 'The minutes a month must not be negative.' },
  ].filter((one) => one !== false)
}

const isWhole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least
