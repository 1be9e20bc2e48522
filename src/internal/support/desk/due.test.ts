import { describe, expect, it } from 'vitest'
import { dueSentence, dueShort } from './due.ts'

const now = new Date('2026-11-27T10:00:00Z')
const ticket = (minutes: number | null, state = 'new') => ({
  dueAt: minutes === null ? null : new Date(now.getTime() + minutes * 60_000).toISOString(),
  dueFor: 'response',
  state,
})

describe('when a ticket is due', () => {
  it('is said shortly in a line, with how bad it is', () => {
    expect([42, 600, -90, -3000, null].map((minutes) => dueShort(ticket(minutes), now))).toEqual([
      { says: '42 min', tone: 'warning' },
      { says: '10 h', tone: 'neutral' },
      { says: '90 min late', tone: 'bad' },
      { says: '2 d late', tone: 'bad' },
      { says: '', tone: 'neutral' },
    ])
    expect(dueShort(ticket(null, 'pending'), now).says).toBe('paused')
  })

  it('is said in a sentence where there is room', () => {
    expect(dueSentence(ticket(1), now)?.says).toBe('First response is due in 1 minute')
    expect(dueSentence(ticket(-180), now)).toEqual({ says: 'First response was due 3 hours ago', tone: 'bad' })
    expect(dueSentence(ticket(null), now)).toBeNull()
  })
})
