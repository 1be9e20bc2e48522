import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leiDigits, problemOfDuns, problemOfLei, problemOfVat, problemsOfIdentifiers } from './identifiers.ts'

describe('a Legal Entity Identifier', () => {
  it.each([
    ['Apple', 'HWUPKR0MPOU8FGXBT394'],
    ['Microsoft', 'INR2EJN1ERAN0W5ZP974'],
    ['Deutsche Bank', '7LTWFZYICNSX8D621K86'],
    ['SAP', '529900D6BF99LW9R2E68'],
    ['Siemens', 'W38RGI023J3WT1HWRP32'],
    ['Amazon', 'ZXTILKJKG63JELOEG630'],
    ['JPMorgan Chase', '8I5DZWZKVSZI1NUHU748'],
    ['the foundation that gives them out', '506700GE1G29325QX363'],
  ])('of %s is right', (_, lei) => expect(problemOfLei(lei)).toBeNull())

  it('is refused in small letters, with spaces and too short, with what it looks like', () => {
    for (const lei of [
      'hwupkr0mpou8fgxbt394',
      'HWUPKR0MPOU8FGXBT39',
      'HWUP KR0M POU8 FGXB T394',
      'HWUPKR0MPOU8FGXBT3A4',
    ])
      expect(problemOfLei(lei)).toMatch(/18 capital letters or digits/)
  })

  const begin = fc.stringMatching(/^[A-Z0-9]{18}$/)

  it('is right with the digits that belong to its beginning', () =>
    fc.assert(
      fc.property(begin, (text) => {
        expect(problemOfLei(`${text}${leiDigits(text)}`)).toBeNull()
      }),
    ))

  it('is refused when one letter is another, which is what check digits are for', () =>
    fc.assert(
      fc.property(
        begin,
        fc.nat(17),
        fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'),
        (text, place, letter) => {
          fc.pre(text[place] !== letter && areSameKind(text[place] ?? '', letter))
          const other = `${text.slice(0, place)}${letter}${text.slice(place + 1)}`
          expect(problemOfLei(`${other}${leiDigits(text)}`)).toMatch(/mistyped/)
        },
      ),
    ))
})

/** Letters become two digits and digits stay one, so that only a change within one kind is always found. */
const areSameKind = (one: string, other: string): boolean => /\d/.test(one) === /\d/.test(other)

describe('a VAT number', () => {
  it.each([
    ['SAP', 'DE143454214'],
    ['Siemens', 'DE129274202'],
    ['OVH', 'FR22424761419'],
    ['Booking.com', 'NL805734958B01'],
    ['a self-employed person in the Netherlands', 'NL000099998B57'],
    ['KBC', 'BE0403227515'],
    ['Eni', 'IT00905811006'],
    ['Allegro', 'PL5252674798'],
    ['Amazon in Luxembourg', 'LU20260743'],
    ['Google in Ireland', 'IE6388047V'],
    ['Microsoft in Ireland', 'IE8256796U'],
    ['Maersk', 'DK22756214'],
    ['Nokia', 'FI01120389'],
    ['Ericsson', 'SE556016068001'],
    ['a company in Greece', 'EL094014201'],
    ['a company in the United Kingdom', 'GB220430231'],
    ['the same in Northern Ireland', 'XI220430231'],
  ])('of %s is right', (_, vat) => expect(problemOfVat(vat)).toBeNull())

  it('is refused with the reason', () => {
    expect(problemOfVat('DE143454215')).toMatch(/check digit .* mistyped/)
    expect(problemOfVat('DE14345421')).toBe('A VAT number of DE doesn’t look like that.')
    expect(problemOfVat('143454214')).toMatch(/begins with its country/)
    expect(problemOfVat('DE 143454214')).toMatch(/has no spaces/)
    expect(problemOfVat('de143454214')).toMatch(/begins with its country/)
  })

  it('of a country outside of Europe is taken as it is', () => expect(problemOfVat('SG199502343H')).toBeNull())
})

describe('the numbers of a company', () => {
  it('may all be missing', () =>
    expect(problemsOfIdentifiers({ country: null, lei: null, vatNumber: null, duns: null })).toEqual([]))

  it('are each refused at their field', () =>
    expect(
      problemsOfIdentifiers({ country: 'de', lei: 'x', vatNumber: 'x', duns: '12-345-6789' }).map(({ field }) => field),
    ).toEqual(['country', 'lei', 'vatNumber', 'duns']))

  it('have nine digits in D-U-N-S', () => {
    expect(problemOfDuns('316067164')).toBeNull()
    expect(problemOfDuns('31606716')).toMatch(/nine digits/)
  })
})
