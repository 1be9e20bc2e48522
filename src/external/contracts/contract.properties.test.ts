import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initial, office } from '../../../test/kit/external/contract.ts'
import { addBusinessDays, isBusinessDay } from '../../kernel/calendar/business-day.ts'
import { alwaysOpen } from '../../kernel/calendar/calendar.ts'
import { addSpan } from '../../kernel/record/relative-day.ts'
import { chainFrom, dayOf, endOf, linked, nthOn } from './chain.ts'
import { dayAt, numberOf } from './civil.ts'
import { type Asking, type Clock, contractClock } from './contract.rules.ts'
import { addDays, addMonths } from './day.ts'
import { receivedOn } from './notice.ts'
import { lastTerm, renewed, rolledTo, begun } from './standing.ts'
import { alignments, methods, renewalKinds, type RenewalRule, termUnits, type TermEvent, units } from './terms.ts'

const first = numberOf('2019-12-25')
const day = fc.integer({ min: 0, max: 4000 }).map((after) => dayAt(first + after))
const termLength = fc.record({ count: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom(...termUnits) })
const receipt = fc.record({
  after: fc.record({
    count: fc.integer({ min: 0, max: 6 }),
    unit: fc.constantFrom('days' as const, 'business_days' as const),
  }),
  isOnConfirmation: fc.boolean(),
})
const rules: fc.Arbitrary<RenewalRule> = fc.record({
  kind: fc.constantFrom(...renewalKinds),
  renewal: termLength,
  maxRenewals: fc.option(fc.integer({ min: 0, max: 5 })),
  notice: fc.option(
    fc.record({ count: fc.integer({ min: 0, max: 13 }), unit: fc.constantFrom(...units), isClear: fc.boolean() }),
  ),
  alignment: fc.constantFrom(...alignments),
  method: fc.constantFrom(...methods),
  receipts: fc.record({ email: receipt, courier: receipt }, { requiredKeys: [] }),
})
const begin = fc.record({ startsOn: day, length: fc.option(termLength, { freq: 8 }), rule: rules }).map(
  ({ startsOn, length, rule }): Extract<TermEvent, { kind: 'initial' }> =>
    initial(startsOn, {
      rule,
      // What has no end runs until notice is given, whatever else is said.
      until: length === null && rule.kind === 'evergreen' ? null : { length: length ?? { count: 1, unit: 'years' } },
      price: {
        minor: 120_000,
        currency: 'EUR',
        per: 'month',
        uplift: { kind: 'percent', every: 'year', percent: '3' },
      },
    }),
)
const later = fc.oneof(
  fc.record({
    kind: fc.constant('renewal' as const),
    on: day,
    until: fc.option(termLength.map((length) => ({ length }))),
    price: fc.constant(null),
  }),
  fc.record({ kind: fc.constant('extension' as const), on: day, endsOn: day, price: fc.constant(null) }),
  fc.record({ kind: fc.constant('termination' as const), on: day, endsOn: day }),
  fc
    .record({
      kind: fc.constant('amendment' as const),
      on: day,
      effectiveOn: day,
      rule: rules,
      price: fc.constant(null),
    })
    .map((one) => ({ ...one, rule: { notice: one.rule.notice, method: one.rule.method } })),
  fc.record({
    ...{ kind: fc.constant('notice' as const), on: day, by: fc.constantFrom('us' as const, 'them' as const) },
    ...{ method: fc.constantFrom(...methods), receivedOn: fc.option(day) },
  }),
)
const logs = fc
  .tuple(begin, fc.array(later, { maxLength: 4 }))
  .map(([one, rest]): readonly TermEvent[] => [one, ...rest])
const calendars = fc.constantFrom(alwaysOpen, office(), office('2024-12-25', '2024-12-26', '2025-01-01', '2026-05-01'))
const leads = fc.record({ count: fc.integer({ min: 0, max: 60 }), unit: fc.constantFrom(...units) })
const ask = fc.record({ events: logs, asOf: day, calendar: calendars, lead: leads })
const single = fc.record({ events: begin.map((one) => [one]), asOf: day, calendar: calendars, lead: leads })

const check = (asking: fc.Arbitrary<Asking>, rule: (asking: Asking) => void, numRuns = 600): void =>
  fc.assert(fc.property(asking, rule), { numRuns })
const read = (asking: Asking, over: Partial<Asking> = {}): Clock => contractClock({ ...asking, ...over })

describe('every contract’s clock', () => {
  it('says the same each time, and changes nothing that it is given', () => {
    check(ask, (asking) => {
      const before = JSON.stringify(asking.events)
      expect(read(asking)).toEqual(read(asking))
      expect(JSON.stringify(asking.events)).toBe(before)
    })
  })

  it('has each day of an exit on a business day, in their order, and none after what was counted', () => {
    check(ask, ({ calendar = alwaysOpen, ...asking }) => {
      const clock = read({ ...asking, calendar })
      if (clock.state === 'unknown') return
      for (const exit of [clock.exit, clock.nextExit]) {
        if (exit === null) continue
        const { decideBy, sendBy, deadline, counted, end } = exit
        expect([decideBy <= sendBy, sendBy <= deadline, deadline <= counted, counted <= end]).not.toContain(false)
        for (const one of [decideBy, sendBy, deadline]) expect(isBusinessDay(calendar, one)).toBe(true)
      }
    })
  })

  it('lets what is sent by its day be received in time, and what is sent on the next business day not', () => {
    check(single, ({ calendar = alwaysOpen, ...asking }) => {
      const clock = read({ ...asking, calendar })
      const [event] = asking.events
      if (clock.state === 'unknown' || !clock.exit || event?.kind !== 'initial') return
      const { rule } = event
      const { sendBy, deadline } = clock.exit
      expect(receivedOn(sendBy, rule.method, { rule, calendar }) <= deadline).toBe(true)
      const next = addBusinessDays(calendar, sendBy, 1) ?? ''
      expect(receivedOn(next, rule.method, { rule, calendar }) > deadline).toBe(true)
    })
  })

  it('never goes back while days pass and nothing happens', () => {
    check(
      fc.tuple(single, fc.integer({ min: 1, max: 900 })).map(([one]) => one),
      (asking) => {
        const [now, then] = [read(asking), read(asking, { asOf: addDays(asking.asOf, 37) })]
        if (now.state === 'unknown' || then.state === 'unknown' || then.state === 'ended' || now.state === 'ended')
          return
        expect(then.renewals).toBeGreaterThanOrEqual(now.renewals)
        expect(then.term.start >= now.term.start).toBe(true)
        expect((then.term.end ?? '9999') >= (now.term.end ?? '')).toBe(true)
        expect((then.committedUntil ?? '') >= (now.committedUntil ?? '')).toBe(true)
        if (now.exit && then.exit) expect(then.exit.deadline >= now.exit.deadline).toBe(true)
      },
    )
  })

  it('is in the term that the day is in', () => {
    check(single, (asking) => {
      const clock = read(asking)
      if (clock.state !== 'running') return
      const { start, end } = clock.term
      expect(start <= asking.asOf && asking.asOf <= (end ?? '9999')).toBe(true)
      expect((clock.committedUntil ?? '') >= asking.asOf || clock.committedUntil === null).toBe(true)
    })
  })

  it('knows nothing of what happens later', () => {
    check(ask, (asking) => {
      const known = asking.events.filter(({ on }) => on <= asking.asOf)
      expect(read(asking)).toEqual(read(asking, { events: known }))
    })
  })

  it('is left by the notice that it calls in time, and not by one a day late', () => {
    check(single, (asking) => {
      const clock = read(asking)
      if (clock.state !== 'running' || !clock.nextExit) return
      const [event] = asking.events
      if (event?.kind !== 'initial' || event.rule.kind !== 'automatic') return
      const { deadline, counted, end } = clock.nextExit
      const given = (received: string): Clock => {
        const notice: TermEvent = { kind: 'notice', on: asking.asOf, by: 'us', method: 'email', receivedOn: received }
        return read(asking, { events: [event, notice], asOf: received > asking.asOf ? received : asking.asOf })
      }
      const [inTime, late] = [given(deadline), given(addDays(counted, 1))]
      if (inTime.state !== 'unknown') expect(inTime.lastDay).toBe(end)
      if (late.state !== 'unknown' && late.state !== 'ended') expect((late.lastDay ?? '') >= end).toBe(true)
      const ending = rolledTo(begun(event), end)
      const isLast = event.rule.maxRenewals !== null && ending.renewals >= event.rule.maxRenewals
      if (late.state !== 'unknown' && !isLast && counted < end) expect((late.lastDay ?? '') > end).toBe(true)
    })
  })

  it('says each day that it shows', () => {
    check(ask, (asking) => {
      const clock = read(asking)
      if (clock.state === 'unknown' || clock.state === 'ended') return
      const said = new Set(clock.trace.flatMap(({ days }) => days))
      const shown = [clock.nextExit?.deadline, clock.nextExit?.sendBy, clock.nextExit?.decideBy, clock.committedUntil]
      for (const one of shown)
        if (typeof one === 'string' && !clock.state.startsWith('end')) expect(said.has(one)).toBe(true)
      for (const { says } of clock.trace) expect(says).toMatch(/^[A-Z0-9].*\.$/)
    })
  })

  it('is committed to less, not more, as days pass within what it is committed to', () => {
    check(single, (asking) => {
      const clock = read(asking)
      if (clock.state !== 'running') return
      const then = read(asking, { asOf: addDays(asking.asOf, 1) })
      if (then.state !== 'running' || then.committedUntil !== clock.committedUntil) return
      expect(then.commitment[0]?.minor ?? 0).toBeLessThanOrEqual(clock.commitment[0]?.minor ?? 0)
    })
  })
})

describe('renewals', () => {
  it('are the same at once as one after the other', () => {
    const times = fc.integer({ min: 0, max: 30 })
    fc.assert(
      fc.property(begin, times, (event, count) => {
        const base = { ...begun(event), renewals: 0 }
        if (base.runs[0]?.end === null) return
        let one = base
        for (let step = 0; step < count; step += 1) one = renewed(one, 1)
        const all = renewed(base, count)
        expect(lastTerm(all).end).toBe(lastTerm(one).end)
        expect(dayOf(all.chain)).toBe(dayOf(one.chain))
      }),
    )
  })

  it('don’t drift: after any number of months the day is the one of the beginning, or the last of a shorter month', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 60 }), (start, count, times) => {
        const reached = dayOf(linked(chainFrom(start), { count, unit: 'months' }, times))
        expect(reached).toBe(addSpan(start, `${count * times}m`))
        const isShort = Number(reached.slice(8)) < Number(start.slice(8))
        if (isShort) expect(addDays(reached, 1).slice(8)).toBe('01')
        else expect(reached.slice(8)).toBe(start.slice(8))
      }),
    )
  })

  it('find the first term that doesn’t end before a day', () => {
    fc.assert(
      fc.property(day, termLength, fc.constantFrom(...alignments), day, (start, length, alignment, wanted) => {
        const row = { from: chainFrom(start), length, alignment, anchor: start }
        const nth = nthOn(row, wanted)
        expect(endOf(row, nth) >= wanted).toBe(true)
        if (nth > 1) expect(endOf(row, nth - 1) < wanted).toBe(true)
      }),
    )
  })
})

describe('days', () => {
  it('move as the kernel moves them', () => {
    const any = fc.integer({ min: 0, max: 300_000 }).map((count) => dayAt(numberOf('1700-01-01') + count))
    fc.assert(
      fc.property(any, fc.integer({ min: -900, max: 900 }), (one, count) => {
        const sign = count < 0 ? -1 : 1
        expect(addDays(one, count)).toBe(addSpan(one, `${Math.abs(count)}d`, sign))
        expect(addMonths(one, count)).toBe(addSpan(one, `${Math.abs(count)}m`, sign))
      }),
    )
  })

  it('stay within the years that there are', () => {
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31')
    expect(addMonths('9999-06-30', 12)).toBe('9999-12-31')
    expect(addDays('0001-01-01', -1)).toBe('0001-01-01')
    expect(addMonths('0001-01-31', -1)).toBe('0001-01-01')
  })
})
