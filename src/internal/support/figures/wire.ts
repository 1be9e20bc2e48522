import type { Filter } from '../../../kernel/record/define.ts'
import type { Dimension, FigureKey } from './definitions.ts'

/** How many of how many; of times the middle one and the ninetieth of a hundred, in seconds, in open time and in all. */
export interface Value {
  readonly value: number | null
  readonly of: number
  readonly p90?: number | null
  readonly all?: number | null
  readonly allP90?: number | null
}
/** Rows of the ticket list behind a number. */
export interface Rows {
  readonly filter: Filter
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
    /** Where each part of the trend begins. */
    readonly starts: readonly string[]
  }
  /** Null: all tickets that one may read; otherwise only those of one's own teams. */
  readonly scope: 'all' | 'own'
  readonly figures: readonly Figure[]
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
