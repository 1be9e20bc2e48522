import { describe, expect, it } from 'vitest'
import { termsOf } from '../../../../test/kit/availability.ts'
import { type AvailabilityTerms, problemsOfTerms } from './terms.ts'

const places = (over: Partial<AvailabilityTerms>): readonly string[] =>
  problemsOfTerms(termsOf(over)).map(({ at }) => at)
const maintenance = { noticeHours: 48, allowance: 120, windows: null }

describe('terms', () => {
  it('are taken when they can be measured by', () => {
    expect(places({})).toEqual([])
    expect(places({ measuring: { each: 'rolling', last: 1, unit: 'day' }, maintenance, shortest: 300 })).toEqual([])
    expect(places({ counts: { is: 'parts', weights: { web: 1 } } })).toEqual([])
  })

  it('are asked about where they can’t, each at its place', () => {
    expect(places({ holds: { from: '2026-02-01', until: '2026-01-31' } })).toEqual(['holds'])
    expect(places({ measuring: { each: 'rolling', last: 0, unit: 'month' } })).toEqual(['measuring'])
    expect(places({ counts: { is: 'userTime', users: 0 } })).toEqual(['counts'])
    expect(places({ counts: { is: 'userTime', users: 1.5 } })).toEqual(['counts'])
    expect(places({ counts: { is: 'parts', weights: {} } })).toEqual(['counts'])
    expect(places({ counts: { is: 'parts', weights: { web: -1 } } })).toEqual(['counts'])
    expect(places({ shortest: -1 })).toEqual(['shortest'])
    expect(places({ maintenance: { ...maintenance, noticeHours: -1 } })).toEqual(['maintenance'])
    expect(places({ maintenance: { ...maintenance, allowance: Number.NaN } })).toEqual(['maintenance'])
    expect(places({ timeZone: 'Europe/Nowhere' })).toEqual(['timeZone'])
  })
})
