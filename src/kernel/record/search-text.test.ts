import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Specimen } from '../../../test/kit/specimen-record.ts'
import type { AnyRecord } from './define.ts'
import { fold, searchVector, tsQuery, wordsOf } from './search-text.ts'

const record = Specimen as unknown as AnyRecord
const oneWord = /^'[\p{L}\p{N}]+'(:\*)?$/u

describe('search text', () => {
  test('accents and case fall away', () => {
    expect(fold('Łukasz Müller-Øster, Straße')).toBe('lukasz muller-oster, strasse')
    expect(wordsOf("O'Brien (2nd)")).toEqual(['o', 'brien', '2nd'])
  })
  test('guarded fields stay out', () => {
    const vector = searchVector({
      record,
      number: 'SPC-001',
      values: { title: 'Ammonite', secret: 'hush', story: 'deep' },
    })
    expect(vector).toBe(`'~specimen' 'spc':1A '001':2A 'ammonite':3A 'deep':4C`)
  })
  test('whatever is typed makes a query of words and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const [type, ...words] = tsQuery(typed, 'person')?.split(' & ') ?? ["'~person'"]
        expect(type).toBe("'~person'")
        expect(words.length).toBeLessThanOrEqual(12)
        for (const word of words) expect(word).toMatch(oneWord)
      }),
    )
  })
})
