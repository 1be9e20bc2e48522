import { describe, expect, it } from 'vitest'
import { checklistOf } from './checklists.ts'

const today = '2026-11-30'
const tiers = ['commodity', 'operational', 'tactical', 'strategic'] as const

describe.each(['onboarding', 'offboarding'] as const)('the checklist of %s', (occasion) => {
  it('asks of a closer vendor all that it asks of others', () => {
    const titles = tiers.map((tier) => checklistOf(occasion, { tier, today }).map(({ title }) => title))
    for (const [place, own] of titles.entries()) expect(own).toEqual(expect.arrayContaining(titles[place - 1] ?? []))
    expect(titles[0]?.length).toBeGreaterThan(2)
    expect(titles[3]?.length).toBeGreaterThan(titles[0]?.length ?? 0)
  })

  it('names each task once, and the soonest first', () => {
    const tasks = checklistOf(occasion, { tier: 'strategic', today })
    expect(new Set(tasks.map(({ title }) => title)).size).toBe(tasks.length)
    expect(tasks.map(({ dueOn }) => dueOn)).toEqual(tasks.map(({ dueOn }) => dueOn).toSorted())
  })
})

it('counts the days of a checklist over the end of a year', () =>
  expect(checklistOf('offboarding', { tier: 'commodity', today }).map(({ dueOn }) => dueOn)).toEqual([
    '2026-12-02',
    '2026-12-14',
    '2026-12-30',
    '2027-01-14',
  ]))
