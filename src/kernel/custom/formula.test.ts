import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { f } from '../record/field.ts'
import { FormulaTrouble } from './formula.ts'
import { compileFormula } from './formula-sql.ts'

const record = {
  fields: {
    name: f.text(),
    seats: f.int(),
    price: f.decimal(),
    cost: f.money(),
    rate: f.percent(),
    from: f.date(),
    until: f.date(),
    seen: f.dateTime(),
    works: f.duration(),
    isOn: f.bool(),
    salary: f.int({ read: 'person.see_pay' }),
    bonus: f.int({ read: 'person.see_bonus' }),
    owner: f.ref('person'),
    tags: f.choices(['a', 'b']),
    key: f.secret(),
  },
}

describe('a formula', () => {
  it.each([
    ['seats * price', 'decimal'],
    ['until - from', 'decimal'],
    ['from + 90', 'date'],
    ['if(isEmpty(until), "open", "until " & until)', 'text'],
    ['seats > 10 and not isOn', 'bool'],
    ['max(from, until, today)', 'date'],
    ['first(until, from)', 'date'],
    ['name & " (" & seats & ")"', 'text'],
    ['cost * rate / 100', 'decimal'],
    ['seen', 'dateTime'],
    ['day(seen) = today', 'bool'],
    ['IF(seats = empty, 0, SEATS(1))', null],
    ['1 + 2 * 3 - -4', 'decimal'],
    ['createdAt', 'dateTime'],
  ])('%s is of kind %s', (text, as) => {
    if (as === null) expect(() => compileFormula(text, record)).toThrow(FormulaTrouble)
    else expect(compileFormula(text, record).as).toBe(as)
  })

  it.each([
    ['', 'Something is missing at its end.', 0],
    ['seats +', 'Something is missing at its end.', 7],
    ['seats seats', "An operator such as + or & is missing before 'seats'.", 6],
    ['(seats', "A ')' is missing.", 6],
    ['seats + "many"', 'Here a number is needed, and this is a text.', 8],
    ['today - name', 'Here a number is needed, and this is a text.', 8],
    ['prize * 2', "There is no field 'prize'.", 0],
    ['owner', "'owner' can't be used in a formula.", 0],
    ['key & ""', "'key' can't be used in a formula.", 0],
    ['if(seats, 1, 2)', 'Here a yes or no is needed, and this is a number.', 3],
    ['if(isOn, 1)', "'if' takes 3 values in its brackets.", 0],
    ['if(isOn, 1, "x")', 'Here a number is needed, and this is a text.', 12],
    ['seats; drop table person', "';' can't be understood here.", 5],
    ['empty', 'It is always empty.', 0],
    ['round(price, seats)', 'Round to a whole number of digits from 0 to 10.', 13],
    ['constructor', "There is no field 'constructor'.", 0],
    ['toString(1)', "'tostring' is none of", 0],
    [`${'('.repeat(50)}1${')'.repeat(50)}`, 'It has too many brackets', 41],
    ['"open', `'"' can't be understood here.`, 0],
    ['x'.repeat(1001), 'A formula has at most 1000 characters.', 0],
    ['* 2', "A field, a number or a text is missing before '*'.", 0],
  ])('%j: %s at %i', (text, says, at) => {
    try {
      compileFormula(text, record)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(FormulaTrouble)
      expect((error as FormulaTrouble).message).toContain(says)
      expect((error as FormulaTrouble).at).toBe(at)
    }
  })

  it('asks of its readers what its fields ask of theirs', () => {
    expect(compileFormula('seats', record).read).toBeNull()
    expect(compileFormula('salary * 12 + seats', record).read).toBe('person.see_pay')
    expect(() => compileFormula('salary + bonus', record)).toThrow('different people')
  })

  it('keeps texts as they are, whatever stands in them', () => {
    const { sql } = compileFormula(`"it's at t.id; net.x" & name`, record)
    expect(sql).toContain(`it''s at t' || '.id; net' || '.x`)
    expect(sql.replaceAll(/\bt\./g, 'p.')).toContain('p."name"')
  })

  it.each([
    Array.from({ length: 500 }, () => '1').join('+'),
    `${Array.from({ length: 30 }, () => 'max(1,').join('')}2${')'.repeat(30)}`,
    `${Array.from({ length: 30 }, () => 'if(isOn,1,').join('')}2${')'.repeat(30)}`,
  ])('works each part of a long one out once: %s', (text) => {
    const began = performance.now()
    expect(compileFormula(text, record).as).toBe('decimal')
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('answers to anything', () => {
    const piece = fc.constantFrom(
      'seats',
      '(',
      ')',
      '+',
      '-',
      '"a"',
      'if',
      ',',
      'and',
      '1',
      'today',
      '&',
      '=',
      'x',
      ' ',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(text, (one) => {
        try {
          expect(typeof compileFormula(one, record).sql).toBe('string')
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaTrouble)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
