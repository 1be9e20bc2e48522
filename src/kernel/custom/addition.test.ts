import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f } from '../record/field.ts'
import { additionsOf, type Custom } from './addition.ts'
import { customKinds, handleFor, handlePattern } from './custom-kinds.ts'

const custom = (more: Partial<Custom>): Custom => ({
  label: 'Cost centre',
  recordType: 'person',
  handle: 'xCostCentre',
  kind: 'text',
  help: null,
  panel: 'More',
  position: 100,
  isRequired: false,
  isSearched: false,
  isIndexed: false,
  isSeenByFew: false,
  isSetByFew: false,
  choices: null,
  target: null,
  digits: null,
  formula: null,
  ...more,
})
const types: Parameters<typeof additionsOf>[1] = [
  { name: 'person', fields: { name: f.text() } },
  { name: 'team', fields: {} },
]

describe('custom fields', () => {
  test('are named after their label, whatever it is, and never twice', () => {
    expect(handleFor('Cost centre', new Set())).toBe('xCostCentre')
    expect(handleFor('Größe in cm', new Set())).toBe('xGrosseInCm')
    expect(handleFor('2nd phone', new Set())).toBe('xField2ndPhone')
    expect(handleFor('Cost centre', new Set(['xCostCentre', 'xCostCentre2']))).toBe('xCostCentre3')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(fc.string()), (label, more) => {
        const taken = new Set([...more, handleFor(label, new Set())])
        const handle = handleFor(label, taken)
        expect(handle).toMatch(handlePattern)
        expect(taken.has(handle)).toBe(false)
      }),
    )
  })
  test('come in their order, in their panels', () => {
    const { person } = additionsOf(
      [
        custom({ handle: 'xB', label: 'B' }),
        custom({ handle: 'xA', label: 'A' }),
        custom({ handle: 'xC', label: 'C', panel: 'Contract', position: 1 }),
      ],
      types,
    )
    expect(Object.keys(person?.fields ?? {})).toEqual(['xC', 'xA', 'xB'])
    expect(person?.panels).toEqual([
      { panel: 'Contract', shows: ['xC'] },
      { panel: 'More', shows: ['xA', 'xB'] },
    ])
  })
  test('of types and targets that are not there are left out, and a taken name is its first holder’s', () => {
    expect(
      additionsOf(
        [
          custom({ recordType: 'gone' }),
          custom({ handle: 'xBoss', kind: 'ref', target: 'gone' }),
          custom({ kind: 'int' }),
          custom({ kind: 'date' }),
        ],
        types,
      ).person?.fields,
    ).toEqual({ xCostCentre: { kind: 'int', options: { label: 'Cost centre' } } })
  })
  test('offer their lines, once each, as they are written', () => {
    const [field] = Object.values(
      additionsOf([custom({ kind: 'choice', choices: ' Berlin \n\nsão Paulo\nBerlin' })], types).person?.fields ?? {},
    )
    expect(field?.options).toMatchObject({ of: ['Berlin', 'são Paulo'], says: { 'são Paulo': 'são Paulo' } })
  })
  test('are of every kind', () => {
    const all = customKinds.map((kind) =>
      custom({ kind, handle: `x${kind}`, target: 'team', choices: 'a', formula: 'name' }),
    )
    expect(Object.values(additionsOf(all, types).person?.fields ?? {}).map(({ kind }) => kind)).toEqual(
      [...customKinds].sort((a, b) => customKinds.indexOf(a) - customKinds.indexOf(b)),
    )
  })
})
