import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Period, periodOf } from './period.ts'
import { type Cell, tally } from './tally.ts'

const period = periodOf({ from: '2026-03-16', to: '2026-04-12', zone: 'Europe/Berlin', bucket: 'week' }) as Period

const packed = (seconds: readonly number[]): Uint8Array => {
  const bytes = Buffer.alloc(seconds.length * 4)
  seconds.forEach((one, place) => bytes.writeInt32BE(one, place * 4))
  return bytes
}
/** What happened: on which day, to which group, how long it took, and whether it counts. */
const happened = fc.record({
  day: fc.integer({ min: 0, max: period.each.length - 1 }),
  value: fc.constantFrom('a', 'b', null),
  seconds: fc.integer({ min: -60, max: 2_000_000_000 }),
  isAmong: fc.boolean(),
  counts: fc.boolean(),
})
type Happened = typeof happened extends fc.Arbitrary<infer One> ? One : never
const cellsOf = (all: readonly Happened[]): readonly Cell[] =>
  [...Map.groupBy(all, ({ day, value }) => `${day} ${value}`).values()].map((some): Cell => {
    const times = packed(some.map(({ seconds }) => seconds))
    const among = some.filter(({ isAmong }) => isAmong)
    const { day, value } = some[0] ?? { day: 0, value: null }
    const counts = [0, 0, among.length, among.filter((one) => one.counts).length]
    return { day, value, by: 'team', part: '', n: some.length, counts, open: times, all: times }
  })
/** The value between the sorted ones, as `percentile_cont` of SQL has it. */
const percentile = (seconds: readonly number[], share: number): number | null => {
  const sorted = seconds.toSorted((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place))
}
const first = period.each.indexOf('2026-03-16')

it('groups, parts of the trend and both periods sum to the whole, also over a change of the clocks', () => {
  fc.assert(
    fc.property(fc.array(happened, { maxLength: 60 }), (all) => {
      const cells = cellsOf(all)
      for (const key of ['opened', 'reopened'] as const) {
        const { now, before, trend, groups } = tally(key, cells, { period, share: 1 })
        const sum = (values: readonly { of: number; value: number | null }[]) =>
          values.reduce<{ of: number; value: number }>(
            (total, { of, value }) => ({ of: total.of + of, value: total.value + (value ?? 0) }),
            {
              of: 0,
              value: 0,
            },
          )
        const whole = { of: now.of, value: now.value ?? 0 }
        expect(sum(trend)).toEqual(whole)
        expect(sum([...groups.values()].map((group) => group.now))).toEqual(whole)
        expect(now.of + before.of).toBe(key === 'opened' ? all.length : all.filter(({ isAmong }) => isAmong).length)
      }
    }),
  )
})

it('times are those of the middle and the ninetieth of a hundred, of the whole and of each group', () => {
  fc.assert(
    fc.property(fc.array(happened, { minLength: 1, maxLength: 60 }), (all) => {
      const { now, groups } = tally('resolution', cellsOf(all), { period, share: -1 })
      const own = all.filter(({ day }) => day >= first)
      const timesOf = (some: readonly Happened[]) => some.map(({ seconds }) => seconds)
      if (own.length > 0) {
        expect(now.value).toBeCloseTo(percentile(timesOf(own), 0.5) ?? NaN, 3)
        expect(now.allP90).toBeCloseTo(percentile(timesOf(own), 0.9) ?? NaN, 3)
      }
      for (const [value, group] of groups) {
        const some = own.filter((one) => one.value === value)
        if (some.length > 0) expect(group.now.p90).toBeCloseTo(percentile(timesOf(some), 0.9) ?? NaN, 3)
        else expect(group.now).toEqual({ value: null, of: 0 })
      }
    }),
  )
})

it('each day begins where the clocks of its zone say so', () => {
  const change = period.each.indexOf('2026-03-29')
  const hours =
    (Date.parse(period.eachEdges[change + 1] ?? '') - Date.parse(period.eachEdges[change] ?? '')) / 3_600_000
  expect(hours).toBe(23)
  expect(period.eachEdges).toHaveLength(period.each.length + 1)
})
