import { describe, expect, it } from 'vitest'
import { at, maintenance, minute, outage, termsOf } from '../../../../test/kit/availability.ts'
import type { Calendar } from '../../../kernel/calendar/calendar.ts'
import { measure, type Measured } from './availability.ts'
import type { OutageFacts } from './facts.ts'
import { sayPercent } from './share.ts'
import type { AvailabilityTerms } from './terms.ts'

const later = at('2030-01-01T00:00Z')

/** What one month comes to. */
function month(text: string, terms: AvailabilityTerms, outages: readonly OutageFacts[], asOf = later): Measured {
  const first = new Date(`${text}-01T12:00Z`)
  const window = [first.getTime(), Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0, 12)] as const
  const [measured] = measure({ terms, outages, window, asOf }).periods
  if (!measured) throw new Error(`${text} is not measured.`)
  return measured
}
const minutes = ({ down, excluded, all, promised }: Measured) => ({
  down: Number(down) / minute,
  excluded: Number(excluded) / minute,
  all: Number(all) / minute,
  promised: promised / minute,
})
const percent = ({ availability }: Measured): string => (availability ? sayPercent(availability) : 'nothing')

describe('one month by three definitions', () => {
  // 43,200 minutes; 120 announced, 30 excluded; an outage of 100, of which 20 fall into the maintenance.
  const outages = [
    maintenance('2026-09-12T20:00Z', 120, 72),
    outage('2026-09-12T21:40Z', 100),
    outage('2026-09-20T08:00Z', 30, { cause: 'force_majeure' }),
  ]

  it('takes out of the time what is excluded: (43,050 − 80) ÷ 43,050', () => {
    const measured = month('2026-09', termsOf(), outages)
    expect(minutes(measured)).toEqual({ promised: 43_200, all: 43_200, excluded: 150, down: 80 })
    expect(measured.availability).toEqual({ part: 42_970n * 60_000n, of: 43_050n * 60_000n })
    expect(percent(measured)).toBe('99.8142')
  })

  it('leaves the time whole: (43,200 − 80) ÷ 43,200', () => {
    const measured = month('2026-09', termsOf({ denominator: 'whole' }), outages)
    expect(measured.availability).toEqual({ part: 43_120n * 60_000n, of: 43_200n * 60_000n })
    expect(percent(measured)).toBe('99.8148')
  })

  it('forgives nothing that falls into excluded time: (43,200 − 100) ÷ 43,200', () => {
    const measured = month('2026-09', termsOf({ denominator: 'whole', whileExcluded: 'counts' }), outages)
    expect(minutes(measured).down).toBe(100)
    expect(percent(measured)).toBe('99.7685')
  })

  it('takes out of the time only excluded time that isn’t counted as down, where both are said', () => {
    const measured = month('2026-09', termsOf({ whileExcluded: 'counts' }), outages)
    expect(minutes(measured)).toMatchObject({ excluded: 130, down: 100 })
  })
})

describe('the time that is promised', () => {
  it('has an hour less in the month in which clocks are put forward, and one more when they are put back', () => {
    const terms = termsOf({ timeZone: 'Europe/Berlin' })
    expect(minutes(month('2026-03', terms, [])).all).toBe(743 * 60)
    expect(minutes(month('2026-10', terms, [])).all).toBe(745 * 60)
    expect(minutes(month('2026-03', termsOf(), [])).all).toBe(744 * 60)
    expect(minutes(month('2028-02', terms, [])).all).toBe(696 * 60)
    // Half an hour is what Lord Howe Island puts its clocks by.
    expect(minutes(month('2026-04', termsOf({ timeZone: 'Australia/Lord_Howe' }), [])).all).toBe(720 * 60 + 30)
  })

  it('is that of the contract’s own time zone: the same outage is in another month elsewhere', () => {
    const outages = [outage('2026-08-31T22:00Z', 90)]
    expect(minutes(month('2026-09', termsOf({ timeZone: 'Europe/Berlin' }), outages)).down).toBe(90)
    expect(minutes(month('2026-09', termsOf(), outages)).down).toBe(0)
    expect(minutes(month('2026-08', termsOf({ timeZone: 'America/New_York' }), outages)).down).toBe(90)
  })

  it('is part of a month when the contract begins or ends within it', () => {
    const terms = termsOf({ timeZone: 'Europe/Berlin', holds: { from: '2026-03-16', until: '2026-10-10' } })
    const outages = [outage('2026-03-15T22:30Z', 60), outage('2026-10-10T21:50Z', 60)]
    const [first, last] = [month('2026-03', terms, outages), month('2026-10', terms, outages)]
    expect([first.period.first, first.period.days, first.period.wholeDays]).toEqual(['2026-03-16', 16, 31])
    expect(minutes(first)).toMatchObject({ all: 16 * 1440 - 60, down: 30 })
    expect([last.period.last, last.period.days]).toEqual(['2026-10-10', 10])
    expect(minutes(last)).toMatchObject({ all: 10 * 1440, down: 10 })
    const window = [at('2026-01-01T00:00Z'), at('2026-12-31T00:00Z')] as const
    expect(measure({ terms, outages, window, asOf: later }).periods).toHaveLength(8)
  })

  it('is that of quarters, and of the last so many days or months at each month’s end', () => {
    const outages = [outage('2026-06-30T23:00Z', 120), outage('2026-09-30T23:00Z', 60)]
    const window = [at('2026-07-01T00:00Z'), at('2026-10-01T00:00Z')] as const
    const lasting = (measuring: AvailabilityTerms['measuring']) =>
      measure({ terms: termsOf({ measuring }), outages, window, asOf: later }).periods.map((measured) => [
        measured.period.first,
        measured.period.last,
        minutes(measured).down,
      ])
    expect(lasting({ each: 'quarter' })).toEqual([['2026-07-01', '2026-09-30', 120]])
    expect(lasting({ each: 'rolling', last: 2, unit: 'month' })).toEqual([
      ['2026-06-01', '2026-07-31', 120],
      ['2026-07-01', '2026-08-31', 60],
      ['2026-08-01', '2026-09-30', 60],
    ])
    expect(lasting({ each: 'rolling', last: 30, unit: 'day' }).at(-1)).toEqual(['2026-09-01', '2026-09-30', 60])
  })

  it('is that of the hours in which the service is promised', () => {
    const hours: Calendar = {
      timeZone: 'Europe/Berlin',
      hours: Array.from({ length: 7 }, (_, day) => (day < 5 ? [[8 * 60, 18 * 60]] : [])),
      holidays: new Set(['2026-12-25']),
    }
    const terms = termsOf({ timeZone: 'Europe/Berlin', hours })
    // From Thursday evening over a holiday and a weekend until Monday morning: an hour and a half of it are promised.
    const measured = month('2026-12', terms, [outage('2026-12-24T16:30Z', 87.5 * 60)])
    expect(minutes(measured)).toMatchObject({ promised: 22 * 600, down: 30 + 60 })
    expect(measured.availability).toEqual({ part: BigInt((13_200 - 90) * minute), of: BigInt(13_200 * minute) })
  })

  it('is measured while it runs as if nothing more happened, and says so', () => {
    const goesOn = outage('2026-09-20T10:00Z', 1, { to: null })
    const running = month('2026-09', termsOf(), [goesOn], at('2026-09-20T12:00Z'))
    expect([running.isFinal, minutes(running)]).toEqual([
      false,
      { promised: 43_200, all: 43_200, excluded: 0, down: 120 },
    ])
    expect(month('2026-09', termsOf(), [goesOn], at('2026-10-02T00:00Z')).isFinal).toBe(true)
  })

  it('is none where all of it is excluded: then nothing is measured, rather than 0 or 100 %', () => {
    const terms = termsOf({ holds: { from: '2026-09-30', until: null } })
    expect(
      month('2026-09', terms, [outage('2026-09-30T00:00Z', 1440, { cause: 'force_majeure' })]).availability,
    ).toBeNull()
  })
})

describe('announced maintenance', () => {
  const down = (outages: readonly OutageFacts[], over: Partial<AvailabilityTerms['maintenance']> | null = {}) =>
    minutes(
      month(
        '2026-09',
        termsOf({ maintenance: over && { noticeHours: 48, allowance: null, windows: null, ...over } }),
        outages,
      ),
    )

  it('is excluded when it was announced in time, to the hour, and counts otherwise', () => {
    expect(down([maintenance('2026-09-12T20:00Z', 60, 48)])).toMatchObject({ down: 0, excluded: 60 })
    expect(down([maintenance('2026-09-12T20:00Z', 60, 47.9)])).toMatchObject({ down: 60, excluded: 0 })
    expect(down([maintenance('2026-09-12T20:00Z', 60, -1)])).toMatchObject({ down: 60 })
    expect(down([maintenance('2026-09-12T20:00Z', 60, null)])).toMatchObject({ down: 60 })
    expect(down([maintenance('2026-09-12T20:00Z', 60, 48)], null)).toMatchObject({ down: 60 })
  })

  it('is excluded for the first minutes of each calendar month alone', () => {
    const outages = [maintenance('2026-09-05T20:00Z', 90, 72), maintenance('2026-09-30T22:30Z', 180, 72)]
    expect(down(outages, { allowance: 120 })).toMatchObject({ excluded: 120, down: 60 })
    const terms = termsOf({ maintenance: { noticeHours: 48, allowance: 120, windows: null } })
    // The new month begins with 120 minutes of its own: 90 of them are used.
    expect(minutes(month('2026-10', terms, outages))).toMatchObject({ excluded: 90, down: 0 })
    expect(down([...outages, maintenance('2026-09-05T20:30Z', 30, 96)], { allowance: 120 })).toMatchObject({
      excluded: 120,
    })
  })

  it('is excluded inside of its hours alone', () => {
    const windows: Calendar = {
      timeZone: 'UTC',
      hours: Array.from({ length: 7 }, () => [[22 * 60, 4 * 60]]),
      holidays: new Set(),
    }
    expect(down([maintenance('2026-09-12T21:00Z', 120, 72)], { windows })).toMatchObject({ excluded: 60, down: 60 })
    expect(down([maintenance('2026-09-12T03:00Z', 120, 72)], { windows })).toMatchObject({ excluded: 60, down: 60 })
  })

  it('is one maintenance where it adjoins and was announced at one time', () => {
    const announcedAt = at('2026-09-11T20:00Z')
    const first = maintenance('2026-09-12T20:00Z', 24 * 60, null, { announcedAt })
    const second = maintenance('2026-09-13T20:00Z', 60, null, { announcedAt })
    // The second by itself was announced 48 hours ahead; as a part of the first it was not.
    expect(down([second])).toMatchObject({ down: 0, excluded: 60 })
    expect(down([first, second])).toMatchObject({ down: 25 * 60, excluded: 0 })
  })
})

describe('outages', () => {
  it('at the same time count once', () => {
    const outages = [outage('2026-09-03T10:00Z', 60), outage('2026-09-03T10:30Z', 60), outage('2026-09-03T10:40Z', 5)]
    expect(minutes(month('2026-09', termsOf(), outages)).down).toBe(90)
  })

  it('of parts count by their weight, each part once', () => {
    const counts = { is: 'parts', weights: { web: 3, api: 2 } } as const
    const outages = [
      outage('2026-09-03T10:00Z', 60, { part: 'web' }),
      outage('2026-09-03T10:30Z', 60, { part: 'web', id: 'b' }),
      outage('2026-09-03T10:00Z', 30, { part: 'api' }),
    ]
    const measured = month('2026-09', termsOf({ counts }), outages)
    expect(minutes(measured)).toMatchObject({ all: 5 * 43_200, down: 3 * 90 + 2 * 30 })
    // One that names no part hits all of them, and so does one of a part that the contract doesn't know.
    for (const part of [null, 'billing'])
      expect(minutes(month('2026-09', termsOf({ counts }), [outage('2026-09-03T10:00Z', 10, { part })])).down).toBe(50)
  })

  it('of one part that is excluded forgive nothing of another part', () => {
    const counts = { is: 'parts', weights: { web: 1, api: 1 } } as const
    const outages = [
      outage('2026-09-03T10:00Z', 60, { part: 'web', cause: 'customer' }),
      outage('2026-09-03T10:00Z', 60, { part: 'api' }),
    ]
    expect(minutes(month('2026-09', termsOf({ counts }), outages))).toMatchObject({ down: 60, excluded: 60 })
  })

  it('count for as many as they hit, and never for more than there are', () => {
    const terms = termsOf({ counts: { is: 'userTime', users: 200 } })
    const hits = [
      outage('2026-09-03T10:00Z', 60, { users: 50 }),
      outage('2026-09-03T10:30Z', 60, { users: 180, id: 'b' }),
    ]
    const measured = month('2026-09', terms, hits)
    expect(minutes(measured)).toMatchObject({ all: 200 * 43_200, down: 50 * 30 + 200 * 30 + 180 * 30 })
    expect(minutes(month('2026-09', terms, [outage('2026-09-03T10:00Z', 10)])).down).toBe(2000)
    expect(minutes(month('2026-09', terms, [outage('2026-09-03T10:00Z', 10, { users: 0 })])).down).toBe(0)
    expect(minutes(month('2026-09', terms, [outage('2026-09-03T10:00Z', 10, { users: 900 })])).down).toBe(2000)
  })

  it('in which it worked badly count where the contract says so', () => {
    const outages = [outage('2026-09-03T10:00Z', 60, { isDegradation: true })]
    expect(minutes(month('2026-09', termsOf(), outages)).down).toBe(0)
    expect(minutes(month('2026-09', termsOf({ countsDegradation: true }), outages)).down).toBe(60)
  })

  it('that were agreed not to count don’t', () => {
    const outages = [outage('2026-09-03T10:00Z', 60, { excludedWhy: 'We asked them to wait.' })]
    expect(minutes(month('2026-09', termsOf(), outages))).toMatchObject({ down: 0, excluded: 60 })
  })

  it('that are too short are none, however they are written down, and over a month’s end as they lasted', () => {
    const terms = termsOf({ shortest: 300 })
    const down = (outages: readonly OutageFacts[], text = '2026-09') => minutes(month(text, terms, outages)).down
    expect(down([outage('2026-09-03T10:00Z', 4.9)])).toBe(0)
    expect(down([outage('2026-09-03T10:00Z', 5)])).toBe(5)
    expect(down([outage('2026-09-03T10:00Z', 3), outage('2026-09-03T10:03Z', 3)])).toBe(6)
    const overMidnight = [outage('2026-09-30T23:57Z', 6)]
    expect([down(overMidnight), down(overMidnight, '2026-10')]).toEqual([3, 3])
    // Excluded time parts an outage: what is left before and after is each too short.
    const parted = [outage('2026-09-03T10:00Z', 10), outage('2026-09-03T10:03Z', 4, { cause: 'customer' })]
    expect(down(parted)).toBe(0)
  })

  it('that begin later than now are not known yet', () => {
    const outages = [outage('2026-09-25T10:00Z', 60), maintenance('2026-09-28T10:00Z', 60, 24)]
    expect(minutes(month('2026-09', termsOf(), outages, at('2026-09-20T00:00Z'))).down).toBe(0)
  })
})
