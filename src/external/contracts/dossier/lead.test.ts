import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../day.ts'
import { type KeptDossier, type Nearing, planDossiers } from './lead.ts'

const near: Nearing = { state: 'in_force', decideBy: '2026-03-01', decidedEnd: '2026-06-30', dossierDays: 120 }
const kept = (state: KeptDossier['state'], decidedEnd = '2026-06-30'): KeptDossier => ({ id: 'D', state, decidedEnd })

describe('the plan for the dossiers of a contract', () => {
  it('asks for one from the day that is 120 days before the day to decide', () => {
    expect(planDossiers(near, [], '2025-10-31')).toMatchObject({ isNew: false, neededFor: null })
    expect(planDossiers(near, [], '2025-11-01')).toMatchObject({ isNew: true, neededFor: '2026-06-30' })
    expect(planDossiers({ ...near, dossierDays: 0 }, [], '2026-02-28').isNew).toBe(false)
  })

  it('brings the one that is there up to date, leaves the decided one alone, and takes up what was set aside', () => {
    expect(planDossiers(near, [kept('open')], '2026-01-01')).toMatchObject({ isNew: false, refresh: 'D', setAside: [] })
    expect(planDossiers(near, [kept('decided')], '2026-01-01')).toMatchObject({ isNew: false, refresh: null })
    expect(planDossiers(near, [kept('set_aside')], '2026-01-01')).toMatchObject({ isNew: false, refresh: 'D' })
  })

  it('sets aside what is about another end, or about nothing any more, and keeps what was asked for early', () => {
    expect(planDossiers(near, [kept('open', '2025-06-30')], '2026-01-01')).toMatchObject({
      isNew: true,
      setAside: ['D'],
    })
    expect(planDossiers({ ...near, decideBy: null }, [kept('open')], '2026-01-01').setAside).toEqual(['D'])
    expect(planDossiers({ ...near, state: 'ended' }, [kept('open')], '2026-01-01').setAside).toEqual(['D'])
    expect(planDossiers(near, [kept('open')], '2025-01-01')).toMatchObject({ refresh: null, setAside: [] })
  })

  it('once carried out asks for nothing more that day', () => {
    const day = fc.integer({ min: 0, max: 800 }).map((count) => addDays('2025-01-01', count))
    const dossier = fc.record({
      id: fc.uuid(),
      state: fc.constantFrom('open' as const, 'decided' as const, 'set_aside' as const),
      decidedEnd: day,
    })
    const contract = fc.record({
      state: fc.constantFrom('in_force', 'ended', 'draft'),
      decideBy: fc.option(day, { nil: null }),
      decidedEnd: fc.option(day, { nil: null }),
      dossierDays: fc.integer({ min: 0, max: 400 }),
    })
    const some = fc.uniqueArray(dossier, { maxLength: 4, selector: ({ decidedEnd }) => decidedEnd })
    fc.assert(
      fc.property(contract, some, day, (one, before, today) => {
        const plan = planDossiers(one, before, today)
        const after: KeptDossier[] = before.map((each) => ({
          ...each,
          state: plan.setAside.includes(each.id) ? 'set_aside' : each.id === plan.refresh ? 'open' : each.state,
        }))
        if (plan.isNew && plan.neededFor) after.push({ id: 'new', state: 'open', decidedEnd: plan.neededFor })
        const again = planDossiers(one, after, today)
        expect(again.isNew).toBe(false)
        expect(again.setAside).toEqual([])
        expect(after.filter(({ decidedEnd }) => decidedEnd === plan.neededFor).length).toBeLessThanOrEqual(1)
      }),
    )
  })
})
