import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ActionRead, inOrder, sayAction } from './open-actions.ts'

const today = '2026-11-28'
const action = (title: string, dueOn: string | null, owner: string | null = 'Nina Okafor'): ActionRead => ({
  ...{ id: title, type: 'vendor_issue', record: title, number: null, title, kind: 'Issue', about: null, owner, dueOn },
})

describe('what is open about what we buy', () => {
  it('begins with what is late, the longest first, and ends with what has no day', () => {
    const open = [
      action('no day', null),
      action('today', today),
      action('late', '2026-11-27'),
      action('old', '2026-01-05'),
    ]
    expect(inOrder(open, today).map(({ title, isLate }) => [title, isLate])).toEqual([
      ['old', true],
      ['late', true],
      ['today', false],
      ['no day', false],
    ])
  })

  it('says who does it and by when, and what is missing of that', () => {
    const say = (one: ActionRead): string =>
      inOrder([one], today)
        .map((shown) => sayAction(shown, (day) => day))
        .join('')
    expect(say(action('A', '2026-11-03'))).toBe('Nina Okafor, late, was due on 2026-11-03')
    expect(say(action('A', '2026-12-03', null))).toBe('Nobody is named for it, due on 2026-12-03')
    expect(say(action('A', null))).toBe('Nina Okafor, without a day')
  })

  it('keeps each, late ones before all others, in whatever order they were read', () => {
    const day = fc.option(
      fc
        .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
        .map((at) => at.toISOString().slice(0, 10)),
    )
    const actions = fc.uniqueArray(fc.tuple(fc.nat(1000), day), { selector: ([name]) => name, maxLength: 30 })
    fc.assert(
      fc.property(actions, (read) => {
        const open = read.map(([name, dueOn]) => action(String(name), dueOn))
        const shown = inOrder(open, today)
        expect(shown).toHaveLength(open.length)
        expect(inOrder(open.toReversed(), today)).toEqual(shown)
        const late = shown.filter(({ isLate }) => isLate)
        expect(shown.slice(0, late.length)).toEqual(late)
        const lastWithDay = shown.findLastIndex(({ dueOn }) => dueOn !== null)
        expect(shown.slice(0, lastWithDay + 1).every(({ dueOn }) => dueOn !== null)).toBe(true)
      }),
    )
  })
})
