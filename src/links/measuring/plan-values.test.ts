import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { EngagementFacts } from '../facts/facts.ts'
import { periodsToMeasure } from './periods-to-measure.ts'
import { planValues, type Standing } from './plan-values.ts'

/** An engagement that had so many tickets in hand, or of which that isn't known. */
const facts = (handled: number | null): EngagementFacts => ({
  ...{ engagement: 'lines', period: '2026-10', isOver: true, availability: [], credits: [] },
  cost: { contracts: [], unsure: [], expected: null },
  tickets:
    handled === null
      ? null
      : {
          handled: Array.from({ length: handled }, (_, index) => String(index)),
          ...{ open: [], promised: [], inTime: [], late: [], beyond: [], finished: [] },
        },
})
const says = '3 tickets in hand.'
const standing = (more: Partial<Standing> = {}): Standing => ({
  ...{ id: 'value', engagement: 'lines', metric: 'count', measured: '3.000000', says },
  ...{ isByHand: false, isArchived: false, isOurs: true, ...more },
})
const plan = (handled: number | null, ...known: readonly Standing[]) =>
  planValues({ metrics: [{ id: 'count', source: 'tickets' }], facts: [facts(handled)], known })
const nothing = { create: [], update: [], archive: [], restore: [] }

describe('what is measured', () => {
  it('is written down once it is known', () =>
    expect(plan(3)).toEqual({
      ...nothing,
      create: [{ engagement: 'lines', metric: 'count', period: '2026-10', value: '3', measured: '3', says }],
    }))

  it('has no value while it isn’t known, rather than none', () => expect(plan(null)).toEqual(nothing))

  it('isn’t written again while it says the same', () => expect(plan(3, standing())).toEqual(nothing))

  it('is corrected when more becomes known', () =>
    expect(plan(4, standing()).update).toEqual([
      { id: 'value', set: { value: '4', measured: '4', says: '4 tickets in hand.' } },
    ]))

  it('stands beside what somebody entered, and never takes its place', () => {
    const entered = { isByHand: true, says: 'As I counted them.' }
    expect(plan(4, standing({ ...entered, measured: null })).update).toEqual([{ id: 'value', set: { measured: '4' } }])
    expect(plan(4, standing({ ...entered, measured: '4' }))).toEqual(nothing)
    expect(plan(null, standing({ ...entered, measured: '4' })).update).toEqual([
      { id: 'value', set: { measured: null } },
    ])
  })

  it('is taken away when it isn’t known any more, and comes back', () => {
    expect(plan(null, standing())).toEqual({ ...nothing, archive: ['value'] })
    const gone = standing({ isArchived: true })
    expect(plan(null, gone)).toEqual(nothing)
    expect(plan(3, gone)).toEqual({ ...nothing, restore: ['value'] })
    expect(plan(4, gone)).toMatchObject({ restore: ['value'], update: [{ set: { value: '4' } }] })
  })

  it('stays away where a person took it away', () =>
    expect(plan(4, standing({ isArchived: true, isOurs: false }))).toEqual(nothing))
})

describe('the periods that are measured', () => {
  it('are the last that is over, and those that ended in the last hundred days', () => {
    expect(periodsToMeasure('2026-11-28', 'monthly')).toEqual(['2026-10', '2026-09', '2026-08'])
    expect(periodsToMeasure('2026-11-28', 'quarterly')).toEqual(['2026-Q3'])
    expect(periodsToMeasure('2026-10-02', 'quarterly')).toEqual(['2026-Q3', '2026-Q2'])
    expect(periodsToMeasure('2026-11-28', 'yearly')).toEqual(['2025'])
    expect(periodsToMeasure('2026-11-28', 'half_yearly')).toEqual(['2026-H1'])
  })

  it('are over, each once, the latest first', () => {
    const day = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.constantFrom('monthly', 'quarterly', 'half_yearly', 'yearly'), (today, cadence) => {
        const periods = periodsToMeasure(today, cadence)
        expect(periods.length).toBeGreaterThan(0)
        expect(new Set(periods).size).toBe(periods.length)
        expect(periods).toEqual(periods.toSorted().toReversed())
      }),
    )
  })
})
