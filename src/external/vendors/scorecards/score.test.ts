import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Band } from './bands.ts'
import { gradeOf, type Metric, scoreOf } from './score.ts'
import { shownScore } from './shown-score.ts'

const limits = { goodFrom: 85, fairFrom: 70 }
const uptime: readonly Band[] = [
  { from: null, points: 0 },
  { from: '99.5', points: 70 },
  { from: '99.9', points: 100, isTarget: true },
]
const hours: readonly Band[] = [
  { from: null, points: 100, isTarget: true },
  { from: '4', points: 50 },
  { from: '8', points: 0 },
]
const metric = (id: string, weight: string, more: Partial<Metric> = {}): Metric => ({
  ...{ id, name: id, nature: 'measured', unit: '%', weight, bands: uptime },
  ...more,
})
const values = (given: Record<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(given))

describe('what a scorecard comes to', () => {
  it('weighs points by the share of each metric', () => {
    const metrics = [
      metric('Availability', '60'),
      metric('Answer', '40', { unit: 'h', bands: hours, nature: 'opinion' }),
    ]
    const { score, grade, measured, opinion, known, says, lines } = scoreOf(
      metrics,
      values({ Availability: '99.81', Answer: '3.5' }),
      limits,
    )
    expect({ score, grade, measured, opinion, known }).toEqual({
      score: '82',
      grade: 'fair',
      measured: '70',
      opinion: '100',
      known: '100',
    })
    expect(says).toBe('82.0 of 100 is fair: fair begins at 70, good at 85. All metrics are known.')
    expect(lines.map((line) => line.says)).toEqual([
      'Availability was 99.81 %: from 99.5 up to, but not including, 99.9 % earns 70 of 100, and makes 60 % of the score.',
      'Answer was 3.5 h: below 4 h earns 100 of 100, and makes 40 % of the score.',
    ])
    expect(lines.map(({ meetsTarget }) => meetsTarget)).toEqual([false, true])
  })

  it('counts what is not known for nothing, neither as zero nor as full', () => {
    const metrics = [metric('Availability', '60'), metric('Cost', '40')]
    const { score, known, says, lines } = scoreOf(metrics, values({ Availability: '99.95' }), limits)
    expect({ score, known }).toEqual({ score: '100', known: '60' })
    expect(says).toBe(
      '100.0 of 100 is good: good begins at 85. Not known: Cost. What is known makes 60 % of the weight.',
    )
    expect(lines[1]).toMatchObject({ points: null, share: null, says: 'Cost isn’t known and counts for nothing.' })
  })

  it('has no score where nothing that weighs anything is known', () => {
    expect(scoreOf([metric('Availability', '1')], values({}), limits).score).toBeNull()
    expect(scoreOf([metric('Availability', '0')], values({ Availability: '99.95' }), limits).score).toBeNull()
    expect(scoreOf([], values({}), limits).says).toBe('The scorecard has no metrics yet.')
  })

  it('takes a value at the beginning of a step into it, and one just below not', () => {
    const at = (value: string) => scoreOf([metric('Availability', '1')], values({ Availability: value }), limits).score
    expect([at('99.5'), at('99.499999'), at('99.9'), at('99.899999')]).toEqual(['70', '0', '100', '70'])
  })

  it('begins good and fair at their limit, compared unrounded and never shown rounded up', () => {
    expect([
      gradeOf('85', limits),
      gradeOf('84.999999', limits),
      gradeOf('70', limits),
      gradeOf('69.9999', limits),
    ]).toEqual(['good', 'fair', 'fair', 'poor'])
    expect(['84.96', '100', '7.5', '0'].map(shownScore)).toEqual(['84.9', '100.0', '7.5', '0.0'])
  })

  const weight = fc.integer({ min: 0, max: 100_000 }).map((cents) => new Decimal(cents).div(100).toString())
  const card = fc.array(
    fc.record({
      weight,
      value: fc.option(fc.integer({ min: 9900, max: 10_000 }).map((n) => new Decimal(n).div(100).toString())),
    }),
    { minLength: 1, maxLength: 8 },
  )
  const made = (rows: readonly { weight: string; value: string | null }[], times = 1) => ({
    metrics: rows.map((row, n) => metric(`m${n}`, new Decimal(row.weight).times(times).toString())),
    known: new Map(rows.flatMap(({ value }, n) => (value === null ? [] : [[`m${n}`, value] as const]))),
  })
  const isNear = (one: string | null, other: string | null): boolean =>
    one === null || other === null ? one === other : new Decimal(one).minus(other).abs().lt('1e-9')

  it('is the same whatever the weights come to together', () =>
    fc.assert(
      fc.property(card, fc.integer({ min: 1, max: 1000 }), (rows, times) => {
        const [plain, scaled] = [made(rows), made(rows, times)]
        expect(
          isNear(
            scoreOf(plain.metrics, plain.known, limits).score,
            scoreOf(scaled.metrics, scaled.known, limits).score,
          ),
        ).toBe(true)
      }),
    ))

  it('lies between the fewest and the most points of what is known and weighs', () =>
    fc.assert(
      fc.property(card, (rows) => {
        const { metrics, known } = made(rows)
        const { score, lines } = scoreOf(metrics, known, limits)
        const points = lines.flatMap((line) => (line.points !== null && Number(line.share) > 0 ? [line.points] : []))
        if (score === null) expect(points).toEqual([])
        else {
          expect(new Decimal(score).gte(new Decimal(Math.min(...points)).minus('1e-9'))).toBe(true)
          expect(new Decimal(score).lte(new Decimal(Math.max(...points)).plus('1e-9'))).toBe(true)
        }
      }),
    ))

  it('does not change when a metric is added of which nothing is known', () =>
    fc.assert(
      fc.property(card, weight, (rows, more) => {
        const { metrics, known } = made(rows)
        expect(scoreOf([...metrics, metric('new', more)], known, limits).score).toBe(
          scoreOf(metrics, known, limits).score,
        )
      }),
    ))

  it('gives shares that come to a hundred', () =>
    fc.assert(
      fc.property(card, (rows) => {
        const { metrics, known } = made(rows)
        const { score, lines } = scoreOf(metrics, known, limits)
        const shares = lines.reduce((all, { share }) => all.plus(share ?? 0), new Decimal(0))
        expect(
          shares
            .minus(score === null ? 0 : 100)
            .abs()
            .lt('1e-9'),
        ).toBe(true)
      }),
    ))
})
