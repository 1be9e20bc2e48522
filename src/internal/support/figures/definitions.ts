import type { Filter } from '../../../kernel/record/define.ts'
import type { Kind, Metric } from '../service-levels/promise.ts'

/** What figures can be told apart by. */
export const dimensions = ['team', 'service', 'unit', 'category', 'priority', 'type'] as const
export type Dimension = (typeof dimensions)[number]
export const dimensionWords: Readonly<Record<Dimension, { readonly one: string; readonly none: string }>> = {
  team: { one: 'Team', none: 'No team' },
  service: { one: 'Service', none: 'No service' },
  unit: { one: 'Business unit', none: 'No business unit' },
  category: { one: 'Category', none: 'No category' },
  priority: { one: 'Priority', none: 'No priority' },
  type: { one: 'Kind', none: 'No kind' },
}

/** A span of moments: from the first, and before the second. */
export type Span = readonly [from: string, until: string]
/** Of which tickets, or promises that ended, a figure tells, by the moment that puts them into a period. */
export type Population = 'opened' | 'responded' | 'resolved' | 'promised' | 'backlog'
/** Promises of one kind, of one thing promised or of all. */
export interface PromiseKind {
  readonly kind: Kind
  readonly metric?: Metric | undefined
}
/** Promises that ended in a span: those of a kind, of a team where they are between teams, kept or broken. */
export interface PromiseAsk extends PromiseKind {
  readonly from: string
  readonly until: string
  readonly team?: string | null | undefined
  readonly isBroken?: boolean | undefined
}

interface Defined {
  readonly label: string
  /** What exactly is counted, in words. */
  readonly about: string
  /** Which way is good. */
  readonly better: 'up' | 'down' | 'neither'
  readonly of: Population
}
/** How many; how large a share; or how long, as the middle one and the ninetieth of a hundred. Of promises no filter says which count. */
export type Definition = Defined &
  (
    | { readonly kind: 'count' }
    | { readonly kind: 'share'; readonly among?: Filter; readonly counts?: Filter; readonly missed?: Filter }
    | { readonly kind: 'time'; readonly counts?: Filter }
  )

const defined = <T extends Readonly<Record<string, Definition>>>(all: T): Readonly<Record<keyof T, Definition>> => all

/** Every figure of the service desk. The filters are those of the ticket list, so that each number opens to its rows. */
export const definitions = defined({
  attainment: {
    label: 'Promises kept',
    about:
      'Of the promises that ended in the period, the share that was kept. Each first response, solution, next reply and update counts for itself on the day it was given, or the ticket ended; what is still running doesn’t count yet. Promises to those who ask, between teams and of suppliers are never mixed.',
    better: 'up',
    of: 'promised',
    kind: 'share',
  },
  loggedAttainment: {
    label: 'Kept, as logged',
    about:
      'Of the tickets resolved in the period that came from another system’s log with a verdict, the share that the log says was in time. Our own reckoning stands beside it.',
    better: 'up',
    of: 'resolved',
    kind: 'share',
    among: { loggedVerdict: { empty: false } },
    counts: { loggedVerdict: 'in_time' },
    missed: { loggedVerdict: 'late' },
  },
  opened: { label: 'Opened', about: 'Tickets opened in the period.', better: 'neither', of: 'opened', kind: 'count' },
  resolved: {
    label: 'Resolved',
    about:
      'Tickets whose last resolution is in the period. One that was reopened and isn’t resolved again doesn’t count.',
    better: 'neither',
    of: 'resolved',
    kind: 'count',
  },
  backlog: {
    label: 'Backlog',
    about:
      'Tickets that were opened and neither resolved nor ended at the end of the period, or now where it isn’t over.',
    better: 'down',
    of: 'backlog',
    kind: 'count',
  },
  response: {
    label: 'First response',
    about:
      'From the opening of a ticket to the first answer that whoever asked can read, for tickets first answered in the period. Half were answered within the first time, nine of ten within the second.',
    better: 'down',
    of: 'responded',
    kind: 'time',
  },
  resolution: {
    label: 'Time to resolve',
    about:
      'From the opening of a ticket to its last resolution, pauses included, for tickets resolved in the period. Half were resolved within the first time, nine of ten within the second.',
    better: 'down',
    of: 'resolved',
    kind: 'time',
  },
  firstContact: {
    label: 'Solved at first contact',
    about:
      'Of the tickets resolved in the period, the share that the first team to get them settled for good: never reassigned to another team, never reopened.',
    better: 'up',
    of: 'resolved',
    kind: 'share',
    counts: { reassignments: 0, reopens: 0 },
  },
  satisfied: {
    label: 'Satisfied',
    about:
      'Of the tickets resolved in the period about which whoever asked said how content they are, the share that got 4 or 5 of 5; what was said last counts.',
    better: 'up',
    of: 'resolved',
    kind: 'share',
    among: { rating: { empty: false } },
    counts: { rating: { gte: 4 } },
    missed: { rating: { lte: 3 } },
  },
  rated: {
    label: 'Said how content',
    about:
      'Of the tickets resolved in the period, the share about which whoever asked said how content they are. Tickets from another system’s log are left out: nobody was asked.',
    better: 'up',
    of: 'resolved',
    kind: 'share',
    among: { numberElsewhere: { empty: true } },
    counts: { rating: { empty: false } },
    missed: { rating: { empty: true } },
  },
  reopened: {
    label: 'Reopened',
    about: 'Of the tickets resolved in the period, the share that had been reopened at least once.',
    better: 'down',
    of: 'resolved',
    kind: 'share',
    counts: { reopens: { gte: 1 } },
    missed: { reopens: 0 },
  },
  reassigned: {
    label: 'Reassigned',
    about: 'Of the tickets resolved in the period, the share that went from one team to another at least once.',
    better: 'down',
    of: 'resolved',
    kind: 'share',
    counts: { reassignments: { gte: 1 } },
    missed: { reassignments: 0 },
  },
})
export type FigureKey = keyof typeof definitions
export const figureKeys = Object.keys(definitions) as readonly FigureKey[]

/** The list filter of a population in a span. */
export function populationFilter(of: Population, [from, until]: Span): Filter {
  const within = { gte: from, lt: until }
  if (of === 'opened') return { createdAt: within, ...unmerged }
  if (of === 'responded') return { respondedAt: within, ...unmerged }
  if (of === 'resolved') return { resolvedAt: within, ...unmerged }
  if (of === 'promised') return unmerged
  return { createdAt: { lt: until }, endedAt: { notBefore: until }, ...unmerged }
}
/** A ticket that goes on in another one is counted there: else each duplicate would be opened twice, and solved in no time. */
export const unmerged: Filter = { mergedInto: { empty: true } }

/** The tickets that a figure is about, or with `isCounted` only those that count for it. */
export function rowsOf(key: FigureKey, span: Span, isCounted: boolean): Filter {
  const definition = definitions[key]
  const among = definition.kind === 'share' ? definition.among : {}
  const counts = isCounted && definition.kind === 'share' ? definition.counts : {}
  return { ...populationFilter(definition.of, span), ...among, ...counts }
}

/** The tickets of one group; null: those that have none. */
export function groupFilter(by: Dimension, value: string | null): Filter {
  if (by === 'unit') return { requester: { where: { businessUnit: value } } }
  return { [by]: value }
}

/** How long a ticket of the backlog has waited, from the youngest to the oldest. */
export const ages = [
  { label: 'Up to a day', days: 1 },
  { label: 'Up to a week', days: 7 },
  { label: 'Up to four weeks', days: 28 },
  { label: 'Longer', days: null },
] as const
