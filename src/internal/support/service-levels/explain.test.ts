import { describe, expect, it } from 'vitest'
import { clockOf, hour, log, minute, spanOf, target } from '../../../../test/kit/support/clock.ts'
import { explain } from './explain.ts'
import { sayTime } from './target-time.ts'

const words = {
  chosen: '“Standard” counts, which holds for all tickets.',
  promised: '8 h',
  calendar: 'Hamburg office',
  timeZone: 'Europe/Berlin',
  reason: () => 'Waiting for requester',
  team: (id: string) => (id === 'desk' ? 'Service desk' : 'Network'),
}
const first = 'A solution is promised within 8 h in the hours of Hamburg office.'

describe('why this due date', () => {
  it('is told from the opening on, with what was counted and what was not', () => {
    const events = log('2026-11-24T12:00Z', ...spanOf('2026-11-24T13:10Z', '2026-11-25T08:05Z'))
    expect(explain(clockOf(events, target({ seconds: 8 * hour }), '2026-11-25T09:00Z'), words)).toEqual([
      words.chosen,
      first,
      'It ran from Tue 24 Nov, 13:00 to Tue 24 Nov, 14:10: 1 h 10 min counted.',
      'It was paused from Tue 24 Nov, 14:10 to Wed 25 Nov, 09:05, pending: Waiting for requester: 3 h 55 min of its hours not counted.',
      'It has run since Wed 25 Nov, 09:05: 55 min counted.',
      '2 h 5 min of 8 h are used, so 5 h 55 min are left: due Wed 25 Nov, 15:55.',
    ])
  })

  it('says why it ran on though the ticket was pending, and who says so', () => {
    const events = log('2026-11-24T12:00Z', ...spanOf('2026-11-24T13:00Z', '2026-11-24T14:00Z', 'supplier'))
    const told = (more: Parameters<typeof target>[0]) =>
      explain(clockOf(events, target({ seconds: 8 * hour, ...more }), '2026-11-24T14:30Z'), words)[3]
    expect(told({ metric: 'next_reply' })).toBe(
      'It ran from Tue 24 Nov, 14:00 to Tue 24 Nov, 15:00, pending: Waiting for requester, which doesn’t pause it: 1 h counted.',
    )
    expect(told({ whilePending: 'runs' })).toContain('for which its service level lets it run on: 1 h counted.')
    expect(told({ metric: 'next_reply', whilePending: 'pauses' })).toContain(
      'It was paused from Tue 24 Nov, 14:00 to Tue 24 Nov, 15:00, pending: Waiting for requester, for which its service level pauses it:',
    )
  })

  it('is that nothing is due while it waits', () => {
    const events = log('2026-11-24T12:00Z', ['2026-11-24T13:00Z', { state: 'pending', pendingReason: 'requester' }])
    expect(explain(clockOf(events, target({ seconds: 8 * hour }), '2027-01-25T09:00Z'), words).at(-1)).toBe(
      '1 h of 8 h are used. While it is paused nothing is due; 7 h are left when it goes on.',
    )
  })

  it('says what became of it: kept, late, or passed', () => {
    const done = log('2026-11-24T12:00Z', ['2026-11-24T14:00Z', { state: 'resolved' }])
    const last = (seconds: number, events = done) =>
      explain(clockOf(events, target({ seconds }), '2026-11-25T09:00Z'), words).at(-1)
    expect(last(8 * hour)).toBe('Kept on Tue 24 Nov, 15:00: 2 h of 8 h were used.')
    expect(last(hour)).toBe('Due Tue 24 Nov, 14:00, done Tue 24 Nov, 15:00: 1 h too late.')
    expect(last(hour, log('2026-11-24T12:00Z'))).toBe('Due Tue 24 Nov, 14:00, which has passed: 6 h of 1 h are used.')
  })

  it('leaves out the time that it was resolved before it was reopened', () => {
    const events = log(
      '2026-11-24T12:00Z',
      ['2026-11-24T13:00Z', { state: 'resolved' }],
      ['2026-11-25T08:00Z', { state: 'in_progress' }],
    )
    expect(explain(clockOf(events, target(), '2026-11-25T09:00Z'), words)).toContain(
      'It had stopped from Tue 24 Nov, 14:00 to Wed 25 Nov, 09:00, since the ticket was resolved: that time doesn’t count.',
    )
  })

  it('names the team that had the ticket, and the year where it is another', () => {
    const events = log('2025-11-24T12:00Z', ['2025-11-24T13:00Z', { team: 'network' }])
    const told = explain(clockOf(events, target({ kind: 'ola', team: 'desk' }), '2026-11-25T09:00Z'), words)
    expect(told.join(' ')).toContain('It has been paused since Mon 24 Nov 2025, 14:00, since Network had the ticket')
  })

  it('tells of the latest round, what begins one, and which were broken before', () => {
    const next = target({ metric: 'next_reply', seconds: hour, isAfterResponse: true })
    const quiet = clockOf(log('2026-11-24T12:00Z'), next, '2026-11-24T13:00Z')
    expect(explain(quiet, words).at(-1)).toBe('It counts from the requester’s next question after the first response.')
    const events = log(
      '2026-11-24T12:00Z',
      ['2026-11-24T12:10Z', 'agentReplied'],
      ['2026-11-24T13:00Z', 'requesterReplied'],
      ['2026-11-24T13:10Z', 'agentReplied'],
      ['2026-11-24T14:00Z', 'requesterReplied'],
    )
    const strict = clockOf(events, { ...next, seconds: 5 * minute }, '2026-11-24T14:01Z')
    expect(explain(strict, words)).toContain(
      'The 1st time it was broken. Due Tue 24 Nov, 14:05, done Tue 24 Nov, 14:10: 5 min too late.',
    )
    expect(explain(clockOf(events, next, '2026-11-24T14:10Z'), { ...words, promised: '1 h' })).toEqual([
      words.chosen,
      'A reply to each further question is promised within 1 h in the hours of Hamburg office.',
      'This is the 2nd time that it counts for this ticket.',
      'It has run since Tue 24 Nov, 15:00: 10 min counted.',
      '10 min of 1 h are used, so 50 min are left: due Tue 24 Nov, 16:00.',
    ])
  })

  it('says open time in hours, never in days of twenty-four', () => {
    expect([0, 20, 5 * minute, 27 * hour, hour + 60].map(sayTime)).toEqual([
      'no time',
      'less than a minute',
      '5 min',
      '27 h',
      '1 h 1 min',
    ])
  })

  it('says where nothing counted since it was closed', () => {
    const told = explain(clockOf(log('2026-11-28T12:00Z'), target({ seconds: 8 * hour }), '2026-11-28T13:00Z'), words)
    expect(told.slice(2)).toEqual([
      'It has run since Sat 28 Nov, 13:00: nothing counted, as these hours are closed.',
      'None of 8 h are used, so 8 h are left: due Mon 30 Nov, 17:00.',
    ])
  })
})
