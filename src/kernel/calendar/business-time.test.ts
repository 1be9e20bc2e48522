import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addBusiness, businessBetween, isOpen, nextClosing, nextOpening } from './business-time.ts'
import { alwaysOpen, type Calendar, type Span } from './calendar.ts'

const at = (text: string): Date => new Date(text)
const week = (weekdays: readonly Span[], weekend: readonly Span[] = []): readonly (readonly Span[])[] => [
  ...Array.from({ length: 5 }, () => weekdays),
  weekend,
  weekend,
]
const calendar = (over: Partial<Calendar> = {}): Calendar => ({
  timeZone: 'Europe/Berlin',
  hours: week([[9 * 60, 17 * 60]]),
  holidays: new Set(),
  ...over,
})
const office = calendar({ holidays: new Set(['2026-12-25']) })
const hour = 3600

describe('business time', () => {
  it('ends with the day that it fills, rather than at the next opening', () => {
    expect(addBusiness(office, at('2026-03-02T08:00:00Z'), 8 * hour)).toEqual(at('2026-03-02T16:00:00Z'))
    expect(addBusiness(office, at('2026-03-02T08:00:00Z'), 8 * hour + 1)).toEqual(at('2026-03-03T08:00:01Z'))
  })

  it('passes over nights, weekends and holidays', () => {
    expect(addBusiness(office, at('2026-12-24T15:00:00Z'), 2 * hour)).toEqual(at('2026-12-28T09:00:00Z'))
    expect(businessBetween(office, at('2026-12-24T15:00:00Z'), at('2026-12-28T09:00:00Z'))).toBe(2 * hour)
  })

  it('goes back from a moment as it goes on from it', () => {
    expect(addBusiness(office, at('2026-12-28T09:00:00Z'), -2 * hour)).toEqual(at('2026-12-24T15:00:00Z'))
    expect(addBusiness(office, at('2027-01-04T09:00:00Z'), -2 * hour)).toEqual(at('2027-01-01T15:00:00Z'))
  })

  it('counts a day with several spans, and leaves out the time between them', () => {
    const split = calendar({
      hours: week([
        [8 * 60, 12 * 60],
        [13 * 60, 17 * 60],
      ]),
    })
    expect(addBusiness(split, at('2026-03-02T10:30:00Z'), hour)).toEqual(at('2026-03-02T12:30:00Z'))
    expect(isOpen(split, at('2026-03-02T11:30:00Z'))).toBe(false)
    expect(nextOpening(split, at('2026-03-02T11:30:00Z'))).toEqual(at('2026-03-02T12:00:00Z'))
    expect(nextClosing(split, at('2026-03-02T10:30:00Z'))).toEqual(at('2026-03-02T11:00:00Z'))
    expect(nextClosing(split, at('2026-03-02T11:30:00Z'))).toEqual(at('2026-03-02T11:30:00Z'))
  })

  it('lets an exception stand in place of the weekday and of a holiday', () => {
    const exceptions = new Map<string, readonly Span[]>([
      ['2026-12-24', [[9 * 60, 12 * 60]]],
      ['2026-12-25', [[10 * 60, 11 * 60]]],
      ['2026-12-26', [[9 * 60, 10 * 60]]],
      ['2026-12-28', []],
    ])
    const withExceptions = { ...office, exceptions }
    expect(businessBetween(withExceptions, at('2026-12-24T00:00:00Z'), at('2026-12-29T00:00:00Z'))).toBe(5 * hour)
  })

  it('lets a night shift run into the next day, a holiday or the new year', () => {
    const night = calendar({ hours: week([[22 * 60, 6 * 60]]), holidays: new Set(['2026-01-01']) })
    expect(businessBetween(night, at('2025-12-31T12:00:00Z'), at('2026-01-01T12:00:00Z'))).toBe(8 * hour)
    expect(isOpen(night, at('2026-01-01T04:59:59Z'))).toBe(true)
    expect(isOpen(night, at('2026-01-01T22:00:00Z'))).toBe(false)
    expect(nextClosing(night, at('2025-12-31T22:00:00Z'))).toEqual(at('2026-01-01T05:00:00Z'))
    expect(addBusiness(night, at('2025-12-31T21:00:00Z'), 8 * hour)).toEqual(at('2026-01-01T05:00:00Z'))
  })

  it('is plain time when it is always open, and says that it never closes', () => {
    expect(addBusiness(alwaysOpen, at('2026-02-27T12:00:00Z'), 400 * 86_400)).toEqual(at('2027-04-03T12:00:00Z'))
    expect(nextClosing(alwaysOpen, at('2026-02-27T12:00:00Z'))).toBeNull()
    expect(nextOpening(alwaysOpen, at('2026-02-27T12:00:00Z'))).toEqual(at('2026-02-27T12:00:00Z'))
  })

  it('says that it never opens instead of looking for ever', () => {
    const never = calendar({ hours: week([]) })
    const holidaysOnly = calendar({ holidays: { has: () => true } })
    const once = calendar({ hours: week([]), exceptions: new Map([['2026-03-02', [[540, 600]]]]) })
    for (const closed of [never, holidaysOnly]) {
      expect(addBusiness(closed, at('2026-03-02T09:00:00Z'), 1)).toBeNull()
      expect(addBusiness(closed, at('2026-03-02T09:00:00Z'), -1)).toBeNull()
      expect(nextOpening(closed, at('2026-03-02T09:00:00Z'))).toBeNull()
      expect(businessBetween(closed, at('2026-03-02T09:00:00Z'), at('2030-03-02T09:00:00Z'))).toBe(0)
    }
    expect(addBusiness(once, at('2026-03-01T09:00:00Z'), hour)).toEqual(at('2026-03-02T09:00:00Z'))
    expect(addBusiness(once, at('2026-03-01T09:00:00Z'), hour + 1)).toBeNull()
  })
})

describe('business time when clocks are changed', () => {
  const allDay = (timeZone: string): Calendar => calendar({ timeZone, hours: week([[0, 1440]], [[0, 1440]]) })
  const night = (timeZone: string): Calendar =>
    calendar({ timeZone, hours: week([[22 * 60, 6 * 60]], [[22 * 60, 6 * 60]]) })
  const changes = [
    ['Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z', 7],
    ['Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z', 9],
    ['America/New_York', '2026-03-07T18:00:00Z', '2026-03-08T18:00:00Z', 7],
    ['America/New_York', '2026-10-31T18:00:00Z', '2026-11-01T18:00:00Z', 9],
    ['Australia/Lord_Howe', '2026-04-04T05:00:00Z', '2026-04-05T05:00:00Z', 8.5],
    ['Australia/Lord_Howe', '2026-10-03T05:00:00Z', '2026-10-04T05:00:00Z', 7.5],
    ['Africa/Cairo', '2026-04-23T12:00:00Z', '2026-04-24T12:00:00Z', 7],
    ['Africa/Cairo', '2026-10-29T12:00:00Z', '2026-10-30T12:00:00Z', 9],
  ] as const

  it.each(changes)('gives the night shift in %s of %s its real length', (timeZone, from, to, hours) => {
    expect(businessBetween(night(timeZone), at(from), at(to))).toBe(hours * hour)
    expect(businessBetween(allDay(timeZone), at(from), at(to))).toBe(24 * hour)
  })

  it('opens when the clock is put forward, where it would open in the hour that is skipped', () => {
    const early = calendar({
      hours: week(
        [],
        [
          [150, 240],
          [130, 160],
        ],
      ),
    })
    expect(nextOpening(early, at('2026-03-29T00:00:00Z'))).toEqual(at('2026-03-29T01:00:00Z'))
    expect(businessBetween(early, at('2026-03-29T00:00:00Z'), at('2026-03-29T12:00:00Z'))).toBe(hour)
  })

  it('closes when the clock first shows it, and again where the hour is repeated', () => {
    const until1 = calendar({ timeZone: 'America/New_York', hours: week([], [[0, 60]]) })
    const until2 = calendar({ timeZone: 'America/New_York', hours: week([], [[0, 120]]) })
    const day = [at('2026-11-01T00:00:00Z'), at('2026-11-01T20:00:00Z')] as const
    expect(businessBetween(until1, ...day)).toBe(hour)
    expect(businessBetween(until2, ...day)).toBe(3 * hour)
  })
})

describe('business time, whatever the calendar', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kolkata', 'UTC']
  const span = fc
    .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
    .map(([from, to]): Span => [from * 15, to * 15])
  const someWeek = fc.array(fc.array(span, { maxLength: 3 }), { minLength: 7, maxLength: 7 })
  const days = fc
    .integer({ min: 0, max: 1100 })
    .map((count) => new Date(Date.UTC(2025, 0, 1 + count)).toISOString().slice(0, 10))
  const someCalendar = fc.record({
    timeZone: fc.constantFrom(...zones),
    hours: someWeek,
    holidays: fc.array(days, { maxLength: 40 }).map((list) => new Set(list)),
    exceptions: fc
      .array(fc.tuple(days, fc.array(span, { maxLength: 2 })), { maxLength: 20 })
      .map((list) => new Map(list)),
  })
  const instant = fc
    .integer({ min: Date.UTC(2025, 0, 1) / 1000, max: Date.UTC(2027, 11, 31) / 1000 })
    .map((seconds) => new Date(seconds * 1000))
  const seconds = fc.integer({ min: 1, max: 60 * 86_400 })

  it('finds between two moments what was added', () => {
    fc.assert(
      fc.property(someCalendar, instant, seconds, (any, from, amount) => {
        const later = addBusiness(any, from, amount)
        const earlier = addBusiness(any, from, -amount)
        if (later) expect(businessBetween(any, from, later)).toBe(amount)
        if (earlier) expect(businessBetween(any, from, earlier)).toBe(-amount)
      }),
    )
  })

  it('adds two amounts as it adds their sum', () => {
    fc.assert(
      fc.property(someCalendar, instant, seconds, seconds, (any, from, one, other) => {
        const first = addBusiness(any, from, one)
        const sum = addBusiness(any, from, one + other)
        if (first && sum) expect(addBusiness(any, first, other)).toEqual(sum)
      }),
    )
  })

  it('comes later when more is added, or when it begins later', () => {
    fc.assert(
      fc.property(someCalendar, instant, seconds, seconds, (any, from, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)]
        const [early, late] = [addBusiness(any, from, less), addBusiness(any, from, more)]
        const begun = addBusiness(any, new Date(from.getTime() + other * 1000), less)
        if (early && late) expect(early.getTime()).toBeLessThanOrEqual(late.getTime())
        if (early && begun) expect(early.getTime()).toBeLessThanOrEqual(begun.getTime())
      }),
    )
  })

  it('is open exactly when the clock on the wall there says so, but in the hour that is repeated', () => {
    fc.assert(
      fc.property(someCalendar, instant, (any, moment) => {
        const shown = wallClock(any.timeZone, moment)
        const earlier = wallClock(any.timeZone, new Date(moment.getTime() - 4 * hour * 1000))
        const later = wallClock(any.timeZone, new Date(moment.getTime() + 4 * hour * 1000))
        const isSteady = shown - earlier === 4 * hour * 1000 && later - shown === 4 * hour * 1000
        if (isSteady) expect(isOpen(any, moment)).toBe(saysOpen(any, shown))
      }),
      { numRuns: 1000 },
    )
  })

  it('opens and closes where it says so', () => {
    fc.assert(
      fc.property(someCalendar, instant, (any, moment) => {
        const opening = nextOpening(any, moment)
        const closing = nextClosing(any, moment)
        if (opening) {
          expect(isOpen(any, opening)).toBe(true)
          expect(businessBetween(any, moment, opening)).toBe(0)
        }
        if (closing) {
          expect(isOpen(any, closing)).toBe(false)
          expect(businessBetween(any, moment, closing) * 1000).toBe(closing.getTime() - moment.getTime())
        }
      }),
    )
  })
})

/** What a clock there shows, as if it were UTC: by Intl, which the code under test doesn't use. */
function wallClock(timeZone: string, moment: Date): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment)
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
}

function saysOpen(any: Calendar, shown: number): boolean {
  return [0, 1].some((ago) => {
    const day = new Date(shown - ago * 86_400_000).toISOString().slice(0, 10)
    const minute = (shown - Date.parse(day)) / 60_000
    const weekday = (new Date(day).getUTCDay() + 6) % 7
    const spans = any.exceptions?.get(day) ?? (any.holidays.has(day) ? [] : (any.hours[weekday] ?? []))
    return spans.some(([from, to]) => minute >= from && minute < (to > from ? to : to + 1440))
  })
}

describe('what others got wrong', () => {
  const nine = calendar({ hours: week([[8 * 60, 18 * 60]]) })

  it('GLPI #10594: waiting over a weekend moves a target by the open time that was waited, not by the days', () => {
    const opened = at('2026-03-06T13:00:00Z')
    const [waits, resumes] = [at('2026-03-06T16:00:00Z'), at('2026-03-09T08:00:00Z')]
    const waited = businessBetween(nine, waits, resumes)
    expect(waited).toBe(2 * hour)
    const due = addBusiness(nine, opened, 10 * hour)
    expect(due && addBusiness(nine, due, waited)).toEqual(at('2026-03-09T15:00:00Z'))
  })

  it('GLPI #9082: a target that waiting pushes past closing time goes on in the next morning', () => {
    const due = at('2026-05-20T15:30:00Z')
    expect(addBusiness(nine, due, 3.5 * hour)).toEqual(at('2026-05-21T09:00:00Z'))
  })

  it('GLPI #15429: another time zone than the server’s and a calendar that closes give no target in the past', () => {
    const kolkata = calendar({ timeZone: 'Asia/Kolkata', hours: week([[9 * 60, 18 * 60]]) })
    expect(addBusiness(kolkata, at('2026-03-02T20:00:00Z'), 2 * hour)).toEqual(at('2026-03-03T05:30:00Z'))
  })
})

it('adds 100,000 times in less than a second, years worked out included', () => {
  const busy = calendar({ holidays: new Set(['2026-12-25', '2027-01-01']) })
  const start = performance.now()
  for (let count = 0; count < 100_000; count += 1)
    addBusiness(busy, new Date(Date.UTC(2026, 0, 1) + count * 600_000), (count % 400) * 900)
  expect(performance.now() - start).toBeLessThan(1000)
})
