import { describe, expect, it } from 'vitest'
import { businessBetween, isOpen } from '../../../kernel/calendar/business-time.ts'
import { alwaysOpen } from '../../../kernel/calendar/calendar.ts'
import { at, clockOf, hour, log, minute, office, spanOf, target } from '../../../../test/kit/support/clock.ts'
import { workingDay } from './target-time.ts'

const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString())

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

  it('osTicket #5160: what was broken isn’t any more once a longer time is promised, and the other way round', () => {
    const events = log('2026-11-24T08:00Z')
    const by = (seconds: number) => clockOf(events, target({ seconds }), '2026-11-24T12:00Z')
    expect([by(hour), by(8 * hour)]).toMatchObject([
      { isBreached: true, due: at('2026-11-24T09:00Z') },
      { isBreached: false, due: at('2026-11-24T16:00Z') },
    ])
  })

  it('osTicket #1684: nobody is late for want of a reply by who asked, once it waits for them', () => {
    const events = log(
      '2026-11-24T08:00Z',
      ['2026-11-24T08:30Z', 'agentReplied'],
      ['2026-11-24T08:30Z', { state: 'pending', pendingReason: 'requester' }],
    )
    for (const metric of ['response', 'resolution', 'next_reply', 'update'] as const)
      expect(clockOf(events, target({ metric, seconds: hour }), '2027-03-24T12:00Z').isBreached).toBe(false)
  })

  it('osTicket #5955: resolved in time and reopened long after, it is not late at once', () => {
    const events = log(
      '2026-11-24T08:00Z',
      ['2026-11-24T09:00Z', { state: 'resolved' }],
      ['2027-02-01T08:00Z', { state: 'in_progress' }],
    )
    expect(clockOf(events, target({ seconds: 2 * hour }), '2027-02-01T08:00Z')).toMatchObject({
      isBreached: false,
      due: at('2027-02-01T09:00Z'),
    })
  })

  it('osTicket #4078, #4144: what was late stays so, and keeps its policy, once it is done', () => {
    const events = log('2026-11-24T08:00Z', ['2026-11-24T12:00Z', { state: 'resolved' }])
    const late = clockOf(events, target({ seconds: 2 * hour }), '2027-02-01T08:00Z')
    expect(late).toMatchObject({ isBreached: true, breachedBy: 2 * hour, target: { policy: 'standard' } })
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
