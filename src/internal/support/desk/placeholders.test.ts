import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeholders } from './placeholder-names.ts'
import { fillPlaceholders, firstNameOf, problemOfText, unknownPlaceholders } from './placeholders.ts'

describe('the placeholders of a macro', () => {
  it('are filled with what is known, and named where nothing is', () => {
    const text = 'Hello {requester.firstName}, {ticket.number} is about {service}. {agent.name}'
    const known = {
      'requester.firstName': 'Priya',
      'ticket.number': 'TKT-000012',
      'agent.name': 'Dorota',
      service: null,
    }
    expect(fillPlaceholders(text, known)).toEqual({
      text: 'Hello Priya, TKT-000012 is about {service}. Dorota',
      missing: ['{service}'],
    })
  })

  it('that mean nothing are named once', () => {
    expect(unknownPlaceholders('{requester.phone} {requester.phone} {service} { x } {1}')).toEqual([
      '{requester.phone}',
    ])
  })

  it('that mean nothing are named with those that are known', () => {
    expect(problemOfText('Hello {requester.firstName}')).toBeNull()
    expect(problemOfText('Hello {you}, {you}')).toMatch(
      /^Nothing is known as \{you\}\. Known are \{requester\.firstName\}, /,
    )
  })

  it('leave no known placeholder behind, and never look into what they filled in', () => {
    const value = fc.constantFrom('Priya', '{service}', '$1', '{nothing.known}', 'a{b}c')
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...placeholders), { maxLength: 6 }), value, (names, filled) => {
        const known = Object.fromEntries(placeholders.map((name) => [name, filled]))
        const text = names.map((name) => `{${name}}`).join(' and ')
        expect(fillPlaceholders(text, known)).toEqual({ text: names.map(() => filled).join(' and '), missing: [] })
      }),
    )
  })
})

it('speaks to people by their first name, whichever way it is written', () => {
  expect(['Priya Nair', 'Nair, Priya', 'Madonna'].map(firstNameOf)).toEqual(['Priya', 'Priya', 'Madonna'])
})
