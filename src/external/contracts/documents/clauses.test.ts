import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contractSource } from '../../../../test/kit/paper.ts'
import { contractText } from './clauses.ts'
import { clauseAt, placeWords, quote } from './contract-text.ts'
import { labelOf, romanValue } from './labels.ts'
import { markdownLines } from './markdown.ts'
import { plainLines } from './plain.ts'
import { foldSigns, tidyLine } from './tidy.ts'

const numbers = (source: string): readonly (string | null)[] =>
  contractText(plainLines(source)).clauses.map(({ number }) => number)

describe('clauses are known by their numbers', () => {
  test.each([
    [
      '1. Term\n1.1 Start. This begins.\n1.2 End.\n2. Data\n2.1 The supplier shall:\n(a) keep it; and\n(b) lose none.',
      ['1', '1.1', '1.2', '2', '2.1', '2.1(a)', '2.1(b)'],
    ],
    ['Article 1 – Term\nIt begins.\nArticle 2 – Data\n(1) One.\n(2) Two.', ['1', '2', '2(1)', '2(2)']],
    ['Section 4. Data\nSection 4.1 Return. All of it.\nSection 4.2 Proof. In writing.', ['4', '4.1', '4.2']],
    ['§ 1 Gegenstand\n(1) Eins.\n(2) Zwei.\n§ 2 Dauer\n(1) Eins.', ['1', '1(1)', '1(2)', '2', '2(1)']],
    ['1 DEFINITIONS\n1.1 Words.\n2 SERVICES\n2.1 The supplier provides them.', ['1', '1.1', '2', '2.1']],
    ['I. Term\nII. Data\nIII. Law', ['I', 'II', 'III']],
    ['(g) one;\n(h) two;\n(i) three;\n(j) four.', ['(g)', '(h)', '(i)', '(j)']],
    ['(a) one:\n(i) in;\n(ii) out;\n(b) two.', ['(a)', '(a)(i)', '(a)(ii)', '(b)']],
    [
      '1. One\nANNEX II\n1. Again\nSchedule A: Fees\n1. Prices',
      ['1', 'Annex II', 'Annex II, 1', 'Schedule A', 'Schedule A, 1'],
    ],
  ])('of %j', (source, expected) => {
    expect(numbers(source)).toEqual(expected)
  })

  test('and a number in the middle of a sentence is none, though a row begins with it', () => {
    expect(numbers('1. One\n1.1 What is set out in\n1.2 below holds within\n30. days of it.\n1.2 Next.')).toEqual([
      '1',
      '1.1',
      '1.2',
    ])
    expect(
      numbers('2. Two\n2.1 A.\n2.2 If the customer breaches\nSection 2.3 (Limits), it pays.\n2.3 Limits.'),
    ).toEqual(['2', '2.1', '2.2', '2.3'])
    expect(labelOf('3.5 million euros')).toBeNull()
    expect(labelOf('Section 6 does not apply to it.')).toBeNull()
    expect(labelOf('Part of the services')).toBeNull()
  })

  test('of a Markdown list that counts by itself', () => {
    const { text } = contractText(markdownLines('1. One\n1. Two\n    1. In it\n    1. Beside\n1. Three'))
    expect(text).toBe('1. One\n2. Two\n2.1 In it\n2.2 Beside\n3. Three')
  })

  test('and are called by number and heading', () => {
    const contract = contractText(markdownLines(contractSource('common-paper-dpa')))
    const at = contract.text.indexOf('no later than 72 hours')
    expect(placeWords(contract, { start: at })).toBe('4.1 Security Incident Response')
    expect(placeWords(contract, { start: contract.text.indexOf('Subprocessor unless') })).toBe('2.6(a) Subprocessors')
  })
})

test('markup is no text of the contract, and what stands in it is', () => {
  const lines = markdownLines(
    '---\na: b\n---\n<!-- no -->\nThe **supplier** [shall](https://x.example) &sect;&nbsp;4 <b>pay</b>.\n\n| Fee | 5&nbsp;€ |\n|---|---|',
  )
  expect(contractText(lines).text).toBe('The supplier shall § 4 pay.\nFee | 5 €')
})

describe('whatever the text', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '1. One',
      '1.1 Two',
      '(a) three',
      'a. four',
      'ANNEX I',
      '',
      'Section 2.1 Title',
      '• point',
      'i. five',
      '4 Bare',
    ),
  )
  test('clauses follow each other without overlap, and every letter but those before them belongs to one', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (rows) => {
        const contract = contractText(plainLines(rows.join('\n')))
        let last = 0
        for (const [at, clause] of contract.clauses.entries()) {
          expect(clause.start).toBeGreaterThanOrEqual(last)
          expect(clause.end).toBeGreaterThanOrEqual(clause.body)
          expect(clause.body).toBeGreaterThanOrEqual(clause.start)
          if (clause.parent !== null) expect(clause.parent).toBeLessThan(at)
          expect(clauseAt(contract, clause)).toBe(contract.clauses[at])
          last = clause.end
        }
        expect(last).toBe(contract.text.length)
      }),
      { numRuns: 500 },
    )
  })

  test('reading the plain text of a reading again finds the same numbers', () => {
    for (const name of ['common-paper-baa', 'common-paper-csa', 'common-paper-dpa', 'common-paper-sla']) {
      const once = contractText(markdownLines(contractSource(name)))
      const twice = contractText(plainLines(once.text.replaceAll('\n', '\n\n')))
      expect(twice.text).toBe(once.text)
      const own = (contract: typeof once): unknown =>
        contract.clauses.map((clause) => [clause.number, quote(contract, clause)])
      expect(own(twice)).toEqual(own(once))
    }
  })

  test('tidying twice changes nothing more, and folding keeps every place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tidyLine(tidyLine(text))).toBe(tidyLine(text))
        expect(foldSigns(text)).toHaveLength(text.length)
      }),
      { numRuns: 500 },
    )
  })
})

test('Roman numbers are read as they are properly written', () => {
  expect(['i', 'iv', 'ix', 'xiv', 'xl', 'iiii', 'vx', ''].map(romanValue)).toEqual([1, 4, 9, 14, 40, null, null, null])
})
