import { periodOf } from './period.ts'
import { type Limits, type Line, type Metric, type Score, scoreOf } from './score.ts'

/** A metric with the scorecard that it is of, and when that scorecard is good. */
export interface MetricOfCard extends Metric, Limits {
  readonly card: string
}
/** One value as it is kept. */
export interface Value {
  readonly id: string
  readonly period: string
  readonly metric: string
  readonly value: string
  /** What the vendor says that it was. */
  readonly theirs: string | null
  /** Why it is what it is. */
  readonly says: string | null
}
/** What one metric adds, with the value that says so and why that is what it is. */
export interface ScoredLine extends Line {
  readonly record: string | null
  readonly why: string | null
}
/** What an engagement came to in one period. */
export interface Scored extends Score {
  readonly lines: readonly ScoredLine[]
  readonly card: string
  readonly period: string
  /** Metrics for which the vendor's own figure is another one. */
  readonly disputed: readonly string[]
}

/** The scores of an engagement, the latest period first; a scorecard counts for the periods of which it has a value. */
export function scoresOf(metrics: readonly MetricOfCard[], values: readonly Value[]): readonly Scored[] {
  const cardOf = new Map(metrics.map(({ id, card }) => [id, card]))
  const slots = new Map<string, { card: string; period: string; values: Value[] }>()
  for (const value of values) {
    const card = cardOf.get(value.metric)
    if (card === undefined) continue
    const key = `${value.period} ${card}`
    const slot = slots.get(key) ?? { card, period: value.period, values: [] }
    slot.values.push(value)
    slots.set(key, slot)
  }
  return [...slots.values()]
    .toSorted(
      (one, other) => beginOf(other.period).localeCompare(beginOf(one.period)) || one.card.localeCompare(other.card),
    )
    .map(({ card, period, values: known }) => {
      const own = metrics.filter((metric) => metric.card === card)
      const [limits = { goodFrom: 100, fairFrom: 0 }] = own
      const score = scoreOf(own, new Map(known.map(({ metric, value }) => [metric, value])), limits)
      const disputed = known.filter(({ value, theirs }) => theirs !== null && Number(theirs) !== Number(value))
      const lines = score.lines.map((line) => {
        const value = known.find(({ metric }) => metric === line.metric)
        return { ...line, record: value?.id ?? null, why: value?.says ?? null }
      })
      return { card, period, ...score, lines, disputed: disputed.map(({ metric }) => metric) }
    })
}

/** How the latest score of a scorecard stands to the one before it: the points gained, null where there is none before. */
export function gainOf(scores: readonly Scored[]): number | null {
  const [latest] = scores
  const before = scores.find((each) => each !== latest && each.card === latest?.card && each.score !== null)
  if (!latest || latest.score === null || !before) return null
  return Math.round((Number(latest.score) - Number(before.score)) * 10) / 10
}

const beginOf = (period: string): string => periodOf(period)?.from ?? ''
