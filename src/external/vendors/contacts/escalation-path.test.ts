import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escalationPath, type OnPath, reachedStep } from './escalation-path.ts'

const contact = (name: string, level: number | null, more: Partial<OnPath> = {}): OnPath => ({
  ...{ id: name, name, level, escalateAfter: null, escalateWhen: null, engagements: [] },
  ...more,
})
const hour = 3600

describe('the escalation path of an engagement', () => {
  const path = escalationPath(
    [
      contact('Head of service', 3, { escalateAfter: 8 * hour, escalateWhen: 'Production stands still' }),
      contact('Hotline', 1),
      contact('Sales', null),
      contact('Duty manager', 2, { escalateAfter: 90 * 60 }),
      contact('Hotline for lines', 1, { engagements: ['lines'] }),
    ],
    'lines',
  )

  it('goes level by level, and prefers who is named for the engagement', () =>
    expect(path.map(({ says }) => says)).toEqual([
      'Level 1: Hotline for lines, at once.',
      'Level 2: Duty manager, after 1 hour and 30 minutes.',
      'Level 3: Head of service, after 8 hours, when: Production stands still.',
    ]))

  it('falls back to who is there for the whole vendor', () =>
    expect(
      escalationPath([contact('Hotline', 1), contact('Other', 1, { engagements: ['lines'] })], 'desk')[0]?.contacts,
    ).toMatchObject([{ name: 'Hotline' }]))

  it('has reached a level once its time has come', () => {
    expect(reachedStep(path, 0)?.level).toBe(1)
    expect(reachedStep(path, 90 * 60 - 1)?.level).toBe(1)
    expect(reachedStep(path, 90 * 60)?.level).toBe(2)
    expect(reachedStep([], 90 * 60)).toBeNull()
  })

  it('never begins a level before the one below it', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ level: fc.option(fc.integer({ min: 1, max: 9 })), after: fc.option(fc.nat(100_000)) }), {
          maxLength: 12,
        }),
        (given) => {
          const steps = escalationPath(
            given.map(({ level, after }, n) => contact(`c${n}`, level, { escalateAfter: after })),
            null,
          )
          const times = steps.map(({ after }) => after)
          expect(times).toEqual(times.toSorted((one, other) => one - other))
          expect(steps.flatMap(({ contacts }) => contacts)).toHaveLength(
            given.filter(({ level }) => level !== null).length,
          )
        },
      ),
    ))
})
