import { Decimal } from 'decimal.js'
import { type Band, bandOf, bandWords, withUnit } from './bands.ts'
import { shownScore } from './shown-score.ts'

/** A metric of a scorecard, as far as counting goes. */
export interface Metric {
  readonly id: string
  readonly name: string
  readonly nature: 'measured' | 'opinion'
  readonly unit: string | null
  /** A decimal, not negative; weights need not come to anything. */
  readonly weight: string
  readonly bands: readonly Band[]
}
/** From which points of 100 on a score is good, and fair; below is poor. */
export interface Limits {
  readonly goodFrom: number
  readonly fairFrom: number
}
export type Grade = 'good' | 'fair' | 'poor'

/** What one metric adds. */
export interface Line {
  readonly metric: string
  readonly nature: Metric['nature']
  readonly value: string | null
  /** Of 100; null where the value isn't known. */
  readonly points: number | null
  /** Its share of the weight that counts, in percent, unrounded; null where its value isn't known. */
  readonly share: string | null
  readonly meetsTarget: boolean | null
  readonly says: string
}
export interface Score {
  /** Of 100, unrounded; null when nothing that weighs anything is known. */
  readonly score: string | null
  readonly grade: Grade | null
  /** The same by measured facts alone, and by opinions alone. */
  readonly measured: string | null
  readonly opinion: string | null
  /** How much of the whole weight is known, in percent, unrounded. */
  readonly known: string
  readonly lines: readonly Line[]
  readonly says: string
}

/**
 * What a scorecard comes to in one period: the points of each metric, weighted. A metric without a value counts for
 * nothing, neither good nor bad: its weight is spread over those that are known, and the answer says so.
 */
export function scoreOf(metrics: readonly Metric[], values: ReadonlyMap<string, string>, limits: Limits): Score {
  const counted = metrics.map((metric) => judge(metric, values.get(metric.id) ?? null))
  const total = sum(counted.map(({ weight }) => weight))
  const known = counted.filter(isKnown)
  const knownWeight = sum(known.map(({ weight }) => weight))
  const score = averageOf(known)
  const answer = {
    score: score?.toFixed() ?? null,
    grade: score && gradeOf(score, limits),
    measured: averageOf(known.filter(({ metric }) => metric.nature === 'measured'))?.toFixed() ?? null,
    opinion: averageOf(known.filter(({ metric }) => metric.nature === 'opinion'))?.toFixed() ?? null,
    known: total.isZero() ? '0' : knownWeight.times(100).div(total).toFixed(),
  }
  const lines = counted.map((each) => lineOf(each, knownWeight))
  return { ...answer, lines, says: wordsOf(answer, counted, limits) }
}

/** What a score is worth: good and fair begin at their limit, which is in them. Compared unrounded. */
export function gradeOf(score: Decimal.Value, { goodFrom, fairFrom }: Limits): Grade {
  const exact = new Decimal(score)
  if (exact.gte(goodFrom)) return 'good'
  return exact.gte(fairFrom) ? 'fair' : 'poor'
}

interface Judged {
  readonly metric: Metric
  readonly weight: Decimal
  readonly value: string | null
  readonly band: Band | null
}
type Known = Judged & { readonly value: string; readonly band: Band }

const isKnown = (judged: Judged): judged is Known => judged.band !== null

const judge = (metric: Metric, value: string | null): Judged => ({
  metric,
  weight: new Decimal(metric.weight),
  value,
  band: value === null ? null : bandOf(metric.bands, value),
})

const sum = (numbers: readonly Decimal[]): Decimal => numbers.reduce((all, each) => all.plus(each), new Decimal(0))

function averageOf(known: readonly Known[]): Decimal | null {
  const weight = sum(known.map((each) => each.weight))
  if (weight.isZero()) return null
  return sum(known.map((each) => each.weight.times(each.band.points))).div(weight)
}

function lineOf(judged: Judged, knownWeight: Decimal): Line {
  const { metric, value, weight } = judged
  const { name, nature, bands, unit } = metric
  if (!isKnown(judged))
    return {
      metric: metric.id,
      nature,
      value,
      points: null,
      share: null,
      meetsTarget: null,
      says: `${name} isn’t known and counts for nothing.`,
    }
  const { band } = judged
  const share = knownWeight.isZero() ? new Decimal(0) : weight.times(100).div(knownWeight)
  const target = bands.find(({ isTarget }) => isTarget)
  return {
    metric: metric.id,
    nature,
    value,
    points: band.points,
    share: share.toFixed(),
    meetsTarget: target ? band.points >= target.points : null,
    says: `${name} was ${withUnit(judged.value, unit)}: ${bandWords(bands, band, unit)} earns ${band.points} of 100, and makes ${percent(share)} of the score.`,
  }
}

function wordsOf(
  { score, grade, known }: Pick<Score, 'score' | 'grade' | 'known'>,
  counted: readonly Judged[],
  { goodFrom, fairFrom }: Limits,
): string {
  const names = counted.filter((each) => !isKnown(each)).map(({ metric }) => metric.name)
  if (score === null || grade === null)
    return counted.length === 0
      ? 'The scorecard has no metrics yet.'
      : 'Nothing that weighs anything is known for this period, so there is no score.'
  const limit = {
    good: `good begins at ${goodFrom}`,
    fair: `fair begins at ${fairFrom}, good at ${goodFrom}`,
    poor: `fair begins at ${fairFrom}`,
  }[grade]
  const missing =
    names.length === 0
      ? 'All metrics are known.'
      : `Not known: ${names.join(', ')}. What is known makes ${percent(known)} of the weight.`
  return `${shownScore(score)} of 100 is ${grade}: ${limit}. ${missing}`
}

const percent = (share: Decimal.Value): string => `${new Decimal(share).toDecimalPlaces(1).toString()} %`
