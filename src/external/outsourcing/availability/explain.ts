import { type Interval, type Intervals, intersection, joined } from '../../../kernel/calendar/intervals.ts'
import { lengthIn, type Measured, type Measurement } from './availability.ts'
import { sayVerdict } from './explain-verdict.ts'
import type { Finding } from './judge.ts'
import { isHit, type Segment } from './layers.ts'
import type { RequestMeasurement } from './requests.ts'
import { readPercent, sayPercent } from './share.ts'
import type { AvailabilityTerms } from './terms.ts'
import { sayCount, sayDays, sayLength, sayStretches } from './words.ts'

/** What is explained: one period of a measurement. */
export interface Explaining {
  readonly terms: AvailabilityTerms
  readonly measurement: Measurement
  readonly measured: Measured
  /** What is promised, '99.9'; what is below it is never said as if it met it. */
  readonly target: string
  /** The name of the hours in which it is promised; null is around the clock. */
  readonly hoursName: string | null
}

/** How an availability came about, in sentences with their numbers: what was promised, each outage and why it counts or not, and the sum. */
export function explain(given: Explaining): readonly string[] {
  const { terms, measured } = given
  return [
    ...sayPromised(given),
    ...sayOutages(given),
    ...sayExcluded(given),
    saySum(given),
    ...(terms.denominator === 'adjusted' && measured.excluded > 0n && measured.down > 0n
      ? ['As excluded time is taken out, each minute that remains weighs a little more.']
      : []),
    ...sayRunning(measured),
  ]
}

/** The same of an availability by requests: how many there were, how many failed, and what excused some. */
export function explainRequests(
  given: Omit<Explaining, 'measurement'> & { readonly measurement: RequestMeasurement },
): readonly string[] {
  const { terms, measured, measurement, target } = given
  const { all, excluded, down, availability, period } = measured
  const [start, end] = period.span
  const say = sayStretches(terms.timeZone)
  const excuses = measurement.findings.filter(
    ({ verdict, from, to }) => verdict === 'excluded' && from < end && to > start,
  )
  const isAveraged = terms.counts.is === 'requests' && terms.counts.by === 'rates'
  const taken = terms.denominator === 'adjusted' ? 'are left out' : 'count as if none had failed'
  return [
    ...sayPromised(given),
    ...excuses.map(
      (finding) => `${finding.outage.title}, ${say(cutTo(finding, [start, end]))}, ${sayVerdict(finding, terms)}.`,
    ),
    ...(excluded === 0n ? [] : [`${sayCount(excluded)} requests of excluded time ${taken}.`]),
    availability === null
      ? 'No request is left that could be measured.'
      : `Of ${sayCount(terms.denominator === 'adjusted' ? all - excluded : all)} requests ${sayCount(down)} failed: ${sayPercent(availability, readPercent(target) ?? undefined)} %${isAveraged ? ', as the average of its stretches of time' : ''}.`,
    ...sayRunning(measured),
  ]
}

const sayRunning = ({ isFinal }: Measured): readonly string[] =>
  isFinal ? [] : ['The period isn’t over: this is what it comes to if nothing more happens.']

const cutTo = ({ from, to }: Pick<Finding, 'from' | 'to'>, [start, end]: Interval): Interval => [
  Math.max(from, start),
  Math.min(to, end),
]

function sayPromised({
  terms,
  measured,
  hoursName,
}: Pick<Explaining, 'terms' | 'measured' | 'hoursName'>): readonly string[] {
  const { period, promised } = measured
  const [from, to] = period.span
  const hours = hoursName === null ? 'around the clock' : `in the hours of ${hoursName}`
  const byClock = (period.days * 86_400_000 - (to - from)) / 3_600_000
  return [
    `${sayDays(period.first, period.last)}, by the clocks of ${terms.timeZone}: promised ${hours} are ${sayLength(promised)}.`,
    ...(byClock === 0
      ? []
      : [
          `The clocks are put ${byClock > 0 ? 'forward' : 'back'} in it, which makes it ${Math.abs(byClock)} h ${byClock > 0 ? 'shorter' : 'longer'} than ${period.days} days of 24 h.`,
        ]),
    ...(period.days === period.wholeDays
      ? []
      : [`The contract holds on ${period.days} of its ${period.wholeDays} days, and only these count.`]),
  ]
}

/** Each outage in the period, stretch by stretch: how long, whether it counts, and why. */
function sayOutages({ terms, measurement, measured }: Explaining): readonly string[] {
  const say = sayStretches(terms.timeZone)
  const [start, end] = measured.period.span
  const within = (finding: Finding, what: 'down' | 'excluded'): number => {
    const hit = measurement.layers.filter(({ part }) => isHit(part, finding.outage.part, terms))
    const spans = joined(hit.flatMap(({ segments }) => spansOf(segments, what)))
    return lengthOf(terms, cutTo(finding, [start, end]), spans)
  }
  const told = measurement.findings.filter(({ from, to }) => from < end && to > start)
  if (told.length === 0) return ['No outage is known in it.']
  return told.map((finding) => {
    const cut = cutTo(finding, [start, end])
    const length = lengthIn(terms, ...cut)
    const isCut = cut[0] !== finding.from || cut[1] !== finding.to
    const goesOn = finding.outage.to === null ? ' (it goes on)' : ''
    const stretch = `${finding.outage.title}, ${say(cut)}${isCut ? ' (as far as it lies in the period)' : goesOn}`
    const sentence = `${stretch}, ${sayVerdict(finding, terms)}: ${sayLength(length)}${terms.hours ? ' of the promised hours' : ''}.`
    return `${sentence}${sayShortfall(finding, { length, counted: within(finding, 'down'), over: within(finding, 'excluded'), terms })}`
  })
}

const spansOf = (segments: readonly Segment[], what: 'down' | 'excluded'): readonly Interval[] =>
  segments.filter((segment) => segment[what] > 0).map(({ from, to }) => [from, to])

const lengthOf = (terms: AvailabilityTerms, cut: Interval, within: Intervals): number =>
  intersection([cut], within).reduce((sum, [from, to]) => sum + lengthIn(terms, from, to), 0)

interface Shortfall {
  readonly length: number
  readonly counted: number
  /** How much of it lies in excluded time. */
  readonly over: number
  readonly terms: AvailabilityTerms
}

function sayShortfall({ verdict }: Finding, { length, counted, over, terms }: Shortfall): string {
  if (verdict !== 'counts' || counted >= length) return ''
  const forgiven =
    terms.whileExcluded === 'forgiven' && over > 0
      ? ` ${sayLength(over)} of it lie in excluded time and are forgiven.`
      : ''
  const short = length - counted - (forgiven ? over : 0)
  return short > 0
    ? `${forgiven} ${sayLength(short)} of it are nothing, as less than ${sayLength(terms.shortest * 1000)} without a break is no outage.`
    : forgiven
}

function sayExcluded({ terms, measured }: Explaining): readonly string[] {
  const { excluded, all } = measured
  if (excluded === 0n) return []
  const amount = sayAmount(excluded, terms)
  return [
    terms.denominator === 'adjusted'
      ? `${amount} are excluded and taken out of what could be available: ${sayAmount(all, terms)} less ${amount} leave ${sayAmount(all - excluded, terms)}.`
      : `${amount} are excluded: they are no downtime, and stay in what could be available.`,
  ]
}

function saySum({ terms, measured, target }: Explaining): string {
  const { down, availability } = measured
  if (!availability) return 'Nothing is left in which it could be available, so nothing is measured.'
  const of = sayAmount(availability.of, terms)
  const percent = sayPercent(availability, readPercent(target) ?? undefined)
  return down === 0n
    ? `It was never down: ${percent} %.`
    : `It was down for ${sayAmount(down, terms)}: (${of} − ${sayAmount(down, terms)}) ÷ ${of} = ${percent} %.`
}

/** So much of what is put in relation, in its unit. */
function sayAmount(amount: bigint, { counts }: AvailabilityTerms): string {
  if (counts.is === 'userTime') return `${sayMinutes(amount)} user-minutes`
  if (counts.is === 'parts') return `${sayMinutes(amount)} weighted minutes`
  return sayLength(Number(amount))
}

const sayMinutes = (amount: bigint): string => {
  const hundredths = (amount * 100n + 30_000n) / 60_000n
  const fraction = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${sayCount(hundredths / 100n)}${fraction === '' ? '' : `.${fraction}`}`
}
