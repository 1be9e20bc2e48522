import type { Filter } from '../../../kernel/record/define.ts'
import type { Kind, Metric } from '../service-levels/promise.ts'
import type { Dimension, FigureKey, PromiseAsk, PromiseKind } from './definitions.ts'

/** How many of how many; of times the middle one and the ninetieth of a hundred, in seconds, in open time and in all. */
export interface Value {
  readonly value: number | null
  readonly of: number
  readonly p90?: number | null
  readonly all?: number | null
  readonly allP90?: number | null
}
/** Rows of the ticket list behind a number; or with `promises` those promises for these tickets. */
export interface Rows {
  readonly filter: Filter
  readonly promises?: PromiseAsk
  readonly count: number
}
export interface Figure {
  readonly key: FigureKey
  readonly now: Value
  readonly before: Value
  /** A share from 0 to 1. */
  readonly target: number | null
  readonly trend: readonly Value[]
  /** What it is about, and of a share what counts for it and what doesn't. */
  readonly rows: Rows
  readonly counted: Rows | null
  readonly missed: Rows | null
}
export interface Group {
  readonly value: string | null
  readonly title: string
  readonly figures: Readonly<Record<FigureKey, { readonly now: Value; readonly before: Value; readonly rows: Rows }>>
}
/** How one kind of promise was kept: of one team where it is between teams. */
export interface PromiseLine {
  readonly kind: Kind
  readonly metric: Metric
  readonly team: { readonly id: string; readonly title: string } | null
  readonly now: Value
  readonly before: Value
  readonly rows: Rows
  readonly missed: Rows
}
export interface Contributor {
  readonly by: Dimension
  readonly value: string | null
  readonly title: string
  /** What it adds to the change of the share, from -1 to 1. */
  readonly total: number
  readonly byRate: number
  readonly byMix: number
  readonly now: Value
  readonly before: Value
  /** The tickets that speak for it: those that were missed where it fell, those that count where it rose. */
  readonly rows: Rows
}
export interface Figures {
  readonly period: {
    readonly from: string
    readonly to: string
    readonly before: readonly [string, string]
    readonly zone: string
    readonly bucket: 'day' | 'week' | 'month'
    /** Where each part of the trend begins, and where the last one ends. */
    readonly starts: readonly string[]
    readonly until: string
  }
  /** Null: all tickets that one may read; otherwise only those of one's own teams. */
  readonly scope: 'all' | 'own'
  readonly figures: readonly Figure[]
  /** Which promises 'Promises kept' is about. */
  readonly promise: PromiseKind
  /** All kinds of promises of which some ended in the period. */
  readonly promises: readonly PromiseLine[]
  readonly ages: {
    readonly at: readonly string[]
    /** By age, then by moment. */
    readonly counts: readonly (readonly number[])[]
    readonly now: readonly Rows[]
  }
  readonly by: Dimension
  readonly groups: readonly Group[]
  readonly why: {
    readonly figure: FigureKey
    readonly change: number | null
    readonly contributors: readonly Contributor[]
  }
}
/** One promise that ended. Instants are ISO 8601, times in seconds of its calendar's open time. */
export interface ListedPromise {
  readonly ticket: { readonly id: string; readonly number: string; readonly title: string }
  readonly kind: Kind
  readonly metric: Metric
  /** Which time it counts: somebody is answered again and again. */
  readonly round: number
  readonly team: string | null
  readonly policy: string | null
  readonly startedAt: string
  readonly due: string | null
  readonly stoppedAt: string
  readonly isBroken: boolean
  readonly used: number
  readonly promised: number
  readonly brokenBy: number
}
export interface PromiseList {
  readonly count: number
  readonly rows: readonly ListedPromise[]
  /** How many to pass over for those after them; null at the end. */
  readonly next: number | null
}
