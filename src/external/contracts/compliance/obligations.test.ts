import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contractSource } from '../../../../test/kit/paper.ts'
import { contractText } from '../documents/clauses.ts'
import { markdownLines } from '../documents/markdown.ts'
import { plainLines } from '../documents/plain.ts'
import { dueOf, dueWords } from './due.ts'
import { suggestObligations } from './obligations.ts'

const standard = (name: string) =>
  suggestObligations(contractText(markdownLines(contractSource(`common-paper-${name}`))))
const written = (source: string) => suggestObligations(contractText(plainLines(source)))

describe('by when', () => {
  test.each([
    ['notify within 72 hours after becoming aware of it', 'within 72 hours of becoming aware of it'],
    ['pay within thirty (30) days of the invoice date', 'within 30 days of the invoice date'],
    ['answer no later than ten business days', 'within 10 business days'],
    ['tell them at least 10 business days in advance', 'at least 10 business days ahead'],
    ['give not less than ninety (90) days’ prior written notice', 'at least 90 days ahead'],
    ['give notice at least 60 days before the end of the term', 'at least 60 days before the end of the term'],
    ['test it annually', 'every year'],
    ['meet every three months', 'every 3 months'],
    ['report monthly', 'every month'],
    ['promptly return it', 'without delay'],
    ['show it upon reasonable request', 'on request'],
    ['twenty-five days within', null],
    ['keep it safe', null],
  ])('%s', (sentence, expected) => {
    const due = dueOf(sentence)
    expect(due && dueWords(due)).toBe(expected)
  })
})

describe('who must do what', () => {
  test('in the standard texts, read by hand', () => {
    const dpa = standard('dpa')
    expect(dpa.find(({ what }) => what.startsWith('notify Customer without undue delay'))).toMatchObject({
      clause: '4.1',
      side: 'provider',
      who: 'Provider',
      when: 'Upon becoming aware of any Security Incident',
      due: { kind: 'within', count: 72, unit: 'hour' },
    })
    expect(dpa.find(({ what }) => what.startsWith('maintain records'))).toMatchObject({ clause: '5.1', isBan: false })
    expect(dpa.find(({ what }) => what.startsWith('inform Customer at least'))).toMatchObject({
      due: { kind: 'before', count: 10, unit: 'business day' },
    })
    expect(standard('sla').find(({ what }) => what.startsWith('notify Provider within 7 days'))).toMatchObject({
      clause: '3.2',
      side: 'customer',
      due: { kind: 'within', count: 7, unit: 'day' },
    })
    expect(standard('csa').find(({ what }) => what.startsWith('delete Customer Content'))).toMatchObject({
      clause: '5.5(b)',
      when: 'Upon Customer’s request',
      due: { kind: 'within', count: 60, unit: 'day' },
    })
    const baa = standard('baa')
    expect(baa.find(({ clause, isBan }) => clause === '4.4' && isBan)).toMatchObject({ side: 'provider' })
    // "Company" is the customer there.
    expect(baa.filter(({ clause }) => clause?.startsWith('2.')).map(({ side }) => side)).toEqual([
      'customer',
      'customer',
      'customer',
      'customer',
      'customer',
    ])
  })

  test('in other words', () => {
    const found = written(
      '1. The Supplier shall:\n(a) report to the Client monthly; and\n(b) never sell Client Data.\n2. If the Client objects, the Supplier must propose another way within five working days and the Client will answer promptly.\n3. Notices shall be deemed given on the next day.\n4. “Fee” means what the Client shall pay.\n5. Each party shall keep it secret.',
    )
    expect(found.map(({ words }) => words)).toEqual([
      'Supplier must report to the Client monthly (every month).',
      'Supplier must never sell Client Data.',
      'If the Client objects: Supplier must propose another way within five working days (within 5 business days).',
      'Client must answer promptly.',
      'Each party must keep it secret.',
    ])
  })
})

test('whatever the text, a suggestion quotes the place where it stands', () => {
  const words = fc.constantFrom(
    'The Supplier',
    'the Customer',
    'shall',
    'will not',
    'must',
    'notify',
    'within 3 days',
    'If',
    ',',
    '.',
    '; (a)',
    '(b)',
    '\n1. ',
    '\n(a) ',
    ':',
    'means',
    '"Fee"',
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 40 }), (parts) => {
      const contract = contractText(plainLines(parts.join(' ')))
      const found = suggestObligations(contract)
      for (const one of found) {
        expect(contract.text.slice(one.start, one.end)).toBe(one.quote)
        expect(one.words).not.toMatch(/undefined|null/)
      }
      expect(suggestObligations(contract)).toEqual(found)
    }),
  )
})
