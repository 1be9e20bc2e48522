import { describe, expect, it } from 'vitest'
import { businessBetween, isOpen } from '../../../kernel/calendar/business-time.ts'
import { alwaysOpen } from '../../../kernel/calendar/calendar.ts'
import { at, clockOf, hour, log, minute, office, spanOf, target } from '../../../../test/kit/support/clock.ts'
import type { Target } from './promise.ts'
import { workingDay } from './target-time.ts'

const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString())

describe('a clock', () => {
  it('runs from the opening in the hours of its calendar, and is due when what was promised is used', () => {
    const result = clockOf(log('2026-11-24T15:00Z'), target({ seconds: 8 * hour }), '2026-11-25T10:00Z')
    expect(result.segments).toEqual([
      {
        kind: 'running',
        from: at('2026-11-24T15:00Z'),
        to: at('2026-11-25T10:00Z'),
        cause: { is: 'open' },
        seconds: 4 * hour,
        round: 1,
      },
    ])
    expect(iso(result.due)).toBe('2026-11-25T14:00:00.000Z')
    expect(result).toMatchObject({ now: 'running', isBreached: false, stoppedAt: null })
  })

  it('gives no due time while it waits, says what is left, and goes on with just that', () => {
    const events = log('2026-11-24T08:00Z', ['2026-11-24T12:00Z', { state: 'pending', pendingReason: 'requester' }])
    const waiting = clockOf(events, target({ seconds: 8 * hour }), '2026-11-27T08:00Z')
    expect(waiting).toMatchObject({ now: 'paused', due: null, isBreached: false })
    expect(waiting.rounds[0]).toMatchObject({ seconds: 4 * hour, remaining: 4 * hour })
    const on = log('2026-11-24T08:00Z', ...spanOf('2026-11-24T12:00Z', '2026-11-27T08:00Z'))
    expect(iso(clockOf(on, target({ seconds: 8 * hour }), '2026-11-27T09:00Z').due)).toBe('2026-11-27T12:00:00.000Z')
  })

  it('goes on where neither the reason nor the promise lets it stand still', () => {
    const pending = (pendingReason: string | null) =>
      log('2026-11-24T08:00Z', ['2026-11-24T09:00Z', { state: 'pending', pendingReason }])
    const now = (reason: string | null, more: Partial<Target> = {}) =>
      clockOf(pending(reason), target(more), '2026-11-24T15:00Z').now
    expect([now('requester'), now('nothing'), now(null)]).toEqual(['paused', 'running', 'paused'])
    expect(now('requester', { metric: 'response', goesOn: true })).toBe('running')
    expect([now('supplier', { kind: 'ola', team: 'desk' }), now('requester', { kind: 'ola', team: 'desk' })]).toEqual([
      'running',
      'paused',
    ])
  })

  it('waits for approval before anybody could begin', () => {
    const events = log(
      '2026-11-24T08:00Z',
      ['2026-11-24T08:00Z', { state: 'awaiting_approval' }],
      ['2026-11-26T08:00Z', { state: 'new' }],
    )
    const result = clockOf(events, target({ seconds: 2 * hour }), '2026-11-26T08:30Z')
    expect(iso(result.due)).toBe('2026-11-26T10:00:00.000Z')
    expect(result.segments.map(({ kind, cause }) => [kind, cause.is])).toEqual([
      ['paused', 'approval'],
      ['running', 'open'],
    ])
  })

  it('keeps a promise that is kept to the millisecond, and breaks it a millisecond later', () => {
    const opened = '2026-11-24T08:00Z'
    const kept = log(opened, ['2026-11-24T10:00:00.000Z', { state: 'resolved' }])
    const late = log(opened, ['2026-11-24T10:00:00.001Z', { state: 'resolved' }])
    expect(clockOf(kept, target({ seconds: 2 * hour }), '2026-11-30T08:00Z')).toMatchObject({
      isBreached: false,
      stoppedAt: at('2026-11-24T10:00Z'),
    })
    expect(clockOf(late, target({ seconds: 2 * hour }), '2026-11-30T08:00Z')).toMatchObject({
      isBreached: true,
      breachedBy: 0.001,
    })
  })

  it('says how it stands at the very moment at which something happened', () => {
    const events = log('2026-11-24T08:00Z', ['2026-11-24T09:00Z', { state: 'resolved' }])
    expect(clockOf(events, target(), '2026-11-24T09:00Z')).toMatchObject({
      now: 'stopped',
      stoppedAt: at('2026-11-24T09:00Z'),
    })
    expect(clockOf(events, target(), '2026-11-24T08:59Z')).toMatchObject({ now: 'running', stoppedAt: null })
  })

  it('has nothing due by a calendar that never opens', () => {
    const never = { ...office, hours: office.hours.map(() => []) }
    expect(clockOf(log('2026-11-24T08:00Z'), target({ calendar: never }), '2027-11-24T08:00Z')).toMatchObject({
      due: null,
      isBreached: false,
    })
  })
})

describe('a clock between teams', () => {
  it('runs only while the ticket is with its team', () => {
    const events = log(
      '2026-11-24T08:00Z',
      ['2026-11-24T09:00Z', { team: 'network' }],
      ['2026-11-24T11:00Z', { team: 'desk' }],
    )
    const ola = target({ kind: 'ola', team: 'network', seconds: 4 * hour })
    const result = clockOf(events, ola, '2026-11-24T15:00Z')
    expect(result.segments.map(({ kind, seconds }) => [kind, seconds / hour])).toEqual([
      ['paused', 1],
      ['running', 2],
      ['paused', 4],
    ])
    expect(result).toMatchObject({ due: null, isBreached: false })
  })
})

describe('a supplier’s clock', () => {
  it('runs only while the ticket waits for a supplier, beside the paused one to those who ask', () => {
    const events = log('2026-11-24T08:00Z', ...spanOf('2026-11-24T09:00Z', '2026-11-24T12:00Z', 'supplier'))
    const uc = clockOf(events, target({ kind: 'uc', seconds: 2 * hour }), '2026-11-24T13:00Z')
    const sla = clockOf(events, target({ seconds: 8 * hour }), '2026-11-24T13:00Z')
    expect(uc.segments.map(({ kind }) => kind)).toEqual(['paused', 'running', 'paused'])
    expect(sla.segments.map(({ kind }) => kind)).toEqual(['running', 'paused', 'running'])
    expect(uc).toMatchObject({ isBreached: true, breachedBy: hour, due: at('2026-11-24T11:00Z') })
  })
})

describe('answers', () => {
  const opened = '2026-11-24T08:00Z'

  it('stop the first clock once and for all', () => {
    const events = log(
      opened,
      ['2026-11-24T08:20Z', 'agentReplied'],
      ['2026-11-24T09:00Z', { state: 'resolved' }],
      ['2026-11-24T10:00Z', { state: 'in_progress' }],
    )
    const result = clockOf(events, target({ metric: 'response', seconds: 30 * minute }), '2026-11-24T15:00Z')
    expect(result).toMatchObject({
      now: 'stopped',
      stoppedAt: at('2026-11-24T08:20Z'),
      isBreached: false,
      due: at('2026-11-24T08:30Z'),
    })
  })

  it('are owed for the first of several questions, each time anew', () => {
    const events = log(
      opened,
      ['2026-11-24T08:20Z', 'agentReplied'],
      ['2026-11-24T09:00Z', 'requesterReplied'],
      ['2026-11-24T09:30Z', 'requesterReplied'],
      ['2026-11-24T10:30Z', 'agentReplied'],
      ['2026-11-24T12:00Z', 'requesterReplied'],
    )
    const result = clockOf(
      events,
      target({ metric: 'next_reply', seconds: hour, isAfterResponse: true }),
      '2026-11-24T12:15Z',
    )
    expect(
      result.rounds.map(({ startedAt, stoppedAt, breachedBy }) => [iso(startedAt), iso(stoppedAt), breachedBy]),
    ).toEqual([
      ['2026-11-24T09:00:00.000Z', '2026-11-24T10:30:00.000Z', 30 * minute],
      ['2026-11-24T12:00:00.000Z', null, 0],
    ])
    expect(iso(result.due)).toBe('2026-11-24T13:00:00.000Z')
  })

  it('are due again after each word of an agent, where word is promised every so often', () => {
    const events = log(opened, ['2026-11-24T08:20Z', 'agentReplied'], ['2026-11-24T10:30Z', 'agentReplied'])
    const result = clockOf(
      events,
      target({ metric: 'update', seconds: 2 * hour, isAfterResponse: true }),
      '2026-11-24T11:00Z',
    )
    expect(result.rounds.map(({ breachedBy }) => breachedBy)).toEqual([10 * minute, 0])
    expect(iso(result.due)).toBe('2026-11-24T12:30:00.000Z')
  })

  it('are owed to a requester who reopens with a question', () => {
    const events = log(
      opened,
      ['2026-11-24T08:20Z', 'agentReplied'],
      ['2026-11-24T09:00Z', { state: 'resolved' }],
      ['2026-11-24T10:00Z', 'requesterReplied'],
      ['2026-11-24T10:01Z', { state: 'in_progress' }],
    )
    const result = clockOf(
      events,
      target({ metric: 'next_reply', seconds: hour, isAfterResponse: true }),
      '2026-11-24T10:30Z',
    )
    expect(result.rounds).toHaveLength(1)
    expect(iso(result.due)).toBe('2026-11-24T11:01:00.000Z')
  })
})

describe('what went wrong elsewhere', () => {
  it('GLPI #10594: a promise in days by a calendar is not put off by more than what was open while it waited', () => {
    const days = target({ seconds: 1 * workingDay(office) })
    const events = log('2026-11-27T08:00Z', ...spanOf('2026-11-27T15:00Z', '2026-11-30T07:00Z'))
    const result = clockOf(events, days, '2026-11-30T07:30Z')
    expect(workingDay(office)).toBe(9 * hour)
    expect(result.segments[1]).toMatchObject({
      kind: 'paused',
      seconds: businessBetween(office, new Date('2026-11-27T15:00Z'), new Date('2026-11-30T07:00Z')),
    })
    // Seven of the nine hours were used on Friday, so two are left on Monday, whose hours begin at nine.
    expect(iso(result.due)).toBe('2026-11-30T10:00:00.000Z')
  })

  it('GLPI #6902, #15605: what it waited is kept when another policy, with another time, begins to count', () => {
    const events = log('2026-11-24T08:00Z', ...spanOf('2026-11-24T08:30Z', '2026-11-26T08:30Z'))
    const before = clockOf(events, target({ policy: 'standard', seconds: 16 * hour }), '2026-11-26T09:00Z')
    const after = clockOf(events, target({ policy: 'urgent', seconds: 2 * hour }), '2026-11-26T09:00Z')
    expect(after.segments).toEqual(before.segments)
    expect(after).toMatchObject({ isBreached: false, due: at('2026-11-26T10:00Z') })
  })

  it('GLPI #23359: the time that a ticket was solved before it was reopened is stopped, not waiting', () => {
    const events = log(
      '2026-11-24T08:00Z',
      ...spanOf('2026-11-24T09:00Z', '2026-11-24T10:00Z'),
      ['2026-11-24T11:00Z', { state: 'resolved' }],
      ['2026-11-25T11:00Z', { state: 'in_progress' }],
    )
    const { segments, due } = clockOf(events, target({ seconds: 4 * hour }), '2026-11-25T12:00Z')
    const total = (kind: string): number =>
      segments.filter((one) => one.kind === kind).reduce((sum, { seconds }) => sum + seconds, 0)
    expect([total('running'), total('paused'), total('stopped')]).toEqual([3 * hour, hour, 9 * hour])
    expect(iso(due)).toBe('2026-11-25T13:00:00.000Z')
  })

  it('GLPI #24481: a clock that waits does not break its promise, but for one that was broken before', () => {
    const events = log('2026-11-24T08:00Z', ['2026-11-24T09:00Z', { state: 'pending', pendingReason: 'requester' }])
    for (const kind of ['sla', 'ola'] as const) {
      const tight = target({ kind, team: kind === 'ola' ? 'desk' : null, seconds: 2 * hour })
      expect(clockOf(events, tight, '2027-01-24T09:00Z')).toMatchObject({ isBreached: false, due: null, now: 'paused' })
      const broken = clockOf(events, { ...tight, seconds: hour / 2 }, '2027-01-24T09:00Z')
      expect(broken).toMatchObject({ isBreached: true, breachedBy: hour / 2, due: at('2026-11-24T08:30Z') })
    }
  })

  it('Zammad #5177: word every so often never overrules the first response', () => {
    const update = target({ metric: 'update', seconds: hour, isAfterResponse: true })
    const nextReply = target({ metric: 'next_reply', seconds: hour, isAfterResponse: true })
    const events = log('2026-11-24T08:00Z', ['2026-11-24T08:30Z', 'requesterReplied'])
    for (const one of [update, nextReply])
      expect(clockOf(events, one, '2026-11-24T12:00Z')).toMatchObject({ rounds: [], due: null, isBreached: false })
    const only = clockOf(events, { ...update, isAfterResponse: false }, '2026-11-24T08:30Z')
    expect(iso(only.due)).toBe('2026-11-24T09:00:00.000Z')
  })

  it('Zammad #3140: nothing is owed to somebody who was answered, however long they are silent', () => {
    const events = log('2026-11-24T08:00Z', ['2026-11-24T08:30Z', 'agentReplied'])
    const result = clockOf(
      events,
      target({ metric: 'next_reply', seconds: hour, isAfterResponse: false }),
      '2027-03-24T12:00Z',
    )
    expect(result.rounds).toMatchObject([{ stoppedAt: at('2026-11-24T08:30Z'), breachedAt: null }])
    expect(result).toMatchObject({ now: 'stopped', isBreached: false })
  })

  it('Zammad #3140, #4432: nothing is due at midnight, nor on a day off', () => {
    for (let start = at('2026-12-18T00:00Z'); start < at('2026-12-29T00:00Z'); start += 37 * minute * 1000) {
      const { due } = clockOf(
        log(new Date(start).toISOString()),
        target({ seconds: 3 * hour }),
        new Date(start).toISOString(),
      )
      expect(due !== null && (isOpen(office, new Date(due)) || isOpen(office, new Date(due - 1)))).toBe(true)
    }
  })

  it('counts the night on which clocks are put back at its real length', () => {
    const events = log('2026-10-24T20:00Z', ['2026-10-25T10:00Z', { state: 'resolved' }])
    expect(clockOf(events, target({ calendar: alwaysOpen }), '2026-10-26T10:00Z').rounds[0]?.seconds).toBe(14 * hour)
    const night = { ...office, hours: office.hours.map(() => [[22 * 60, 6 * 60]] as const) }
    const shift = clockOf(log('2026-10-24T12:00Z'), target({ calendar: night, seconds: 9 * hour }), '2026-10-24T12:00Z')
    expect(iso(shift.due)).toBe('2026-10-25T05:00:00.000Z')
  })
})
