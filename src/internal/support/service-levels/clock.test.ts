import { describe, expect, it } from 'vitest'
import { at, clockOf, hour, log, minute, office, spanOf, target } from '../../../../test/kit/support/clock.ts'
import type { Target } from './promise.ts'

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
    expect(now('requester', { metric: 'resolution', whilePending: 'runs' })).toBe('running')
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

describe('a pending reason', () => {
  const waits = log('2026-11-24T08:00Z', ['2026-11-24T09:00Z', { state: 'pending', pendingReason: 'supplier' }])
  const doing = (more: Partial<Target>) => {
    const { kind, cause } = clockOf(waits, target(more), '2026-11-24T15:00Z').segments.at(-1) ?? {}
    return [kind, cause?.is === 'pending' ? cause.says : cause?.is]
  }

  it('says for each clock by itself whether it pauses: of whom, and what of', () => {
    expect(doing({ metric: 'resolution' })).toEqual(['paused', 'reason'])
    expect(doing({ metric: 'update' })).toEqual(['paused', 'reason'])
    expect(doing({ metric: 'next_reply' })).toEqual(['running', 'reason'])
    expect(doing({ metric: 'response' })).toEqual(['running', 'reason'])
    expect(doing({ metric: 'resolution', kind: 'ola', team: 'desk' })).toEqual(['running', 'reason'])
  })

  it('is overruled by a policy, either way', () => {
    expect(doing({ whilePending: 'runs' })).toEqual(['running', 'policy'])
    expect(doing({ metric: 'next_reply', whilePending: 'pauses' })).toEqual(['paused', 'policy'])
    expect(doing({ whilePending: 'pauses' })).toEqual(['paused', 'reason'])
  })

  it('that lets a clock run on changes nothing of when it is due', () => {
    const [plain, waiting] = [log('2026-11-24T08:00Z'), waits].map((events) =>
      clockOf(events, target({ metric: 'next_reply', seconds: hour }), '2026-11-24T15:00Z'),
    )
    expect(waiting?.segments.map(({ kind }) => kind)).toEqual(['running', 'running'])
    expect([waiting?.due, waiting?.breachedBy, waiting?.rounds]).toEqual([plain?.due, plain?.breachedBy, plain?.rounds])
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
  it('runs from when it has the ticket in hand until it no longer has, and pauses where the reason says so', () => {
    const events = log(
      '2026-11-24T08:00Z',
      ['2026-11-24T09:00Z', { engaged: ['nordlys'] }],
      ['2026-11-24T10:00Z', { engaged: ['nordlys', 'other'], state: 'pending', pendingReason: 'supplier' }],
      ['2026-11-24T11:00Z', { pendingReason: 'requester' }],
      ['2026-11-24T12:00Z', { engaged: ['other'], state: 'in_progress' }],
    )
    const named = target({ kind: 'uc', agreement: 'nordlys', seconds: 8 * hour })
    const said = (one: Target) =>
      clockOf(events, one, '2026-11-24T13:00Z').segments.map(({ kind, cause, seconds }) => [
        kind,
        cause.is,
        seconds / hour,
      ])
    expect(said(named)).toEqual([
      ['paused', 'notWithSupplier', 1],
      ['running', 'withSupplier', 3],
      ['paused', 'notWithSupplier', 1],
    ])
    expect(said({ ...named, whilePending: 'pauses' })).toEqual([
      ['paused', 'notWithSupplier', 1],
      ['running', 'withSupplier', 1],
      ['paused', 'pending', 1],
      ['paused', 'pending', 1],
      ['paused', 'notWithSupplier', 1],
    ])
  })

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
