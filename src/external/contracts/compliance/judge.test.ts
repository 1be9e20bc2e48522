import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contractSource } from '../../../../test/kit/paper.ts'
import { contractText } from '../documents/clauses.ts'
import type { ContractText } from '../documents/contract-text.ts'
import { markdownLines } from '../documents/markdown.ts'
import { plainLines } from '../documents/plain.ts'
import type { Checklist } from './checklist.ts'
import { dora30 } from './checklists/dora-30.ts'
import { gdpr28 } from './checklists/gdpr-28.ts'
import { hipaa164504 } from './checklists/hipaa-164-504.ts'
import { type ItemVerdict, judge } from './judge.ts'

const standard = (name: string): ContractText => contractText(markdownLines(contractSource(`common-paper-${name}`)))
const written = (source: string): ContractText => contractText(plainLines(source))
const bears = { says: '', weakens: '~', hints: '?', denies: '!' } as const
/** The verdict of an item and the clauses it cites: `met 2.6(a) 2.6(d)`; ~ weakens, ? hints, ! denies. */
const short = ({ verdict, citations }: ItemVerdict): string =>
  [verdict, ...new Set(citations.map((one) => `${bears[one.bears]}${one.clause}`))].join(' ')
const verdicts = (contract: ContractText, checklist: Checklist): Readonly<Record<string, string>> =>
  Object.fromEntries(judge(contract, checklist).map((one) => [one.item, short(one)]))

describe('standard texts, read by hand', () => {
  test('the data processing agreement by GDPR art. 28', () => {
    expect(verdicts(standard('dpa'), gdpr28)).toMatchObject({
      'gdpr-28-3': expect.stringMatching(/^met 2\.1/),
      'gdpr-28-3-a': 'met 2.2',
      // Its people are bound nowhere; the main agreement may bind them.
      'gdpr-28-3-b': 'missing',
      // The measures stand in a Security Policy that it only names.
      'gdpr-28-3-c': expect.stringMatching(/^not sure .*\?5\.2/),
      'gdpr-28-3-d': 'met 2.6(a) 2.6(b) 2.6(c)',
      'gdpr-28-3-e': 'met 6.1',
      'gdpr-28-3-f': 'met 4.1 6.2',
      'gdpr-28-3-g': 'met 7.2(a)',
      // It tells when it can't follow an instruction, not when one is unlawful.
      'gdpr-28-3-h': expect.stringMatching(/^partly 5\.1 5\.3 \?2\.2$/),
      'gdpr-28-2': 'met 2.6(a)',
      'gdpr-28-4': 'met 2.6(c) 2.6(d)',
    })
  })

  test('the business associate agreement by 45 CFR 164.504(e)(2)', () => {
    expect(verdicts(standard('baa'), hipaa164504)).toEqual({
      'hipaa-i': 'met 1.2 3.1',
      'hipaa-ii-a': 'met 1.1 1.2',
      'hipaa-ii-b': 'met 1.4 1.5',
      'hipaa-ii-c': 'met 4.1',
      'hipaa-ii-d': 'met 1.7',
      // "Reasonable efforts to support".
      'hipaa-ii-e': 'partly ~1.10',
      'hipaa-ii-f': 'partly ~1.10',
      'hipaa-ii-g': 'met 1.10',
      'hipaa-ii-h': 'met 1.11',
      'hipaa-ii-i': 'met 1.8',
      'hipaa-ii-j': 'met 5.3(a) 5.3(b)',
      'hipaa-iii': 'met 5.2',
    })
  })

  test('the cloud agreement and its service levels by DORA art. 30, as far as they go', () => {
    expect(verdicts(standard('csa'), dora30)).toMatchObject({
      'dora-2-h': expect.stringMatching(/^met 5\.3 5\.4/),
      'dora-2-g': 'missing',
      // Its customers must not test the security at all.
      'dora-3-d': 'contradicted !2.1(a)',
    })
    expect(verdicts(standard('sla'), dora30)).toMatchObject({
      'dora-2-e': expect.stringMatching(/^partly 1\.1/),
      'dora-3-a': expect.stringMatching(/^met 1\.1.* 3\.1/),
    })
  })
})

const european = `1. SUBJECT MATTER
1.1 The subject matter, nature and purpose of the processing, its duration, the types of personal data and the categories of data subjects are described in Annex 1.
2. OBLIGATIONS OF THE PROCESSOR
2.1 The Processor shall:
(a) process personal data only on documented instructions from the Controller, including with regard to transfers to a third country, unless required to do so by Union or Member State law;
(b) ensure that persons authorised to process the personal data have committed themselves to confidentiality;
(c) take all measures required pursuant to Article 32;
(d) taking into account the nature of the processing, assist the Controller in responding to requests for exercising the data subject's rights;
(e) assist the Controller in ensuring compliance with Articles 32 to 36 and notify the Controller of any personal data breach without undue delay;
(f) at the choice of the Controller, delete or return all the personal data after the end of the provision of services, and delete existing copies unless law requires storage;
(g) make available to the Controller all information necessary to demonstrate compliance and allow for and contribute to audits, including inspections;
(h) immediately inform the Controller if, in its opinion, an instruction infringes this Regulation.
3. SUB-PROCESSORS
3.1 The Processor shall not engage another processor without prior specific or general written authorisation of the Controller. It shall inform the Controller of any intended changes, thereby giving the Controller the opportunity to object.
3.2 Where the Processor engages another processor, the same data protection obligations shall be imposed on that other processor by way of a contract. The Processor shall remain fully liable to the Controller for the performance of that other processor.`

const plainWords = `A. How we work
1. Acme (the "Supplier") handles Client Data strictly in line with the Client's written instructions, except where applicable laws require otherwise.
2. The Supplier's personnel with access to Client Data are bound by written confidentiality undertakings.
3. The Supplier will maintain appropriate technical and organizational measures to protect Client Data.
4. The Supplier may use the subcontractors listed in Schedule 2. It will give the Client 30 days' prior written notice of new subcontractors, and the Client may object. Each subcontractor must sign a written contract with obligations no less protective than these, and the Supplier is responsible for its subcontractors' acts.
5. Within 48 hours of learning of a security incident the Supplier will notify the Client.
6. On expiry or termination, the Supplier will erase all Client Data or hand it back, as the Client elects.`

describe('texts in other words', () => {
  test('the words of the regulation itself meet every item', () => {
    expect(verdicts(written(european), gdpr28)).toEqual({
      'gdpr-28-3': 'met 1.1',
      'gdpr-28-3-a': 'met 2.1(a)',
      'gdpr-28-3-b': 'met 2.1(b)',
      'gdpr-28-3-c': 'met 2.1(c)',
      'gdpr-28-3-d': 'met 3.1 3.2',
      'gdpr-28-3-e': 'met 2.1(d)',
      'gdpr-28-3-f': 'met 2.1(e)',
      'gdpr-28-3-g': 'met 2.1(f)',
      'gdpr-28-3-h': 'met 2.1(g) 2.1(h)',
      'gdpr-28-2': 'met 3.1',
      'gdpr-28-4': 'met 3.2',
    })
  })

  test('captions in small letters, lists as deep as what they stand in, and "it" for whom a sentence begins with', () => {
    const contract = contractText(
      markdownLines(`## Clause 7 Duties of the parties
### 7.7 Use of other processors
(b) Where the processor takes on a sub-processor (on behalf of the controller), it shall do so by a contract which imposes on the sub-processor the same data protection obligations.

## Clause 8 Help for the controller
(a) The processor shall tell the controller of each request of a data subject.
(c) The processor shall furthermore assist the controller, taking into account the nature of the processing, with:
(1) the duty to carry out a data protection impact assessment;
(2) the duty to consult the authority beforehand where a data protection impact assessment asks for it.

## Clause 9 Breaches of personal data
### 9.2 Breaches at the processor
The processor shall notify the controller of a personal data breach without undue delay.

## Clause 10 End of the contract
(d) After the end of the contract the processor shall, at the choice of the controller, delete or return all personal data.`),
    )
    expect(verdicts(contract, gdpr28)).toMatchObject({
      'gdpr-28-3-d': 'partly 7.7(b)',
      'gdpr-28-3-f': 'met 9.2 8(c)(1) 8(c)(2)',
      'gdpr-28-3-g': 'met 10(d)',
      'gdpr-28-4': 'partly 7.7(b)',
    })
  })

  test('terms that take back what the regulation asks stand against it', () => {
    const contract =
      written(`1. The Provider may process customer data for its own analytics and to improve its products.
2. After the end of the agreement the Provider may keep the customer data.
3. Audits are not permitted.`)
    expect(verdicts(contract, gdpr28)).toMatchObject({
      'gdpr-28-3-a': 'contradicted !1',
      'gdpr-28-3-g': 'contradicted !2',
      'gdpr-28-3-h': 'contradicted !3',
    })
    const limited = written(`1. The Provider may use customer data that is anonymised to improve its products.
2. After the end of the agreement the Provider may keep the customer data in backups until they are overwritten.
3. Audits are not permitted more than once a year.`)
    for (const { citations } of judge(limited, gdpr28))
      expect(citations.filter((one) => one.bears === 'denies')).toEqual([])
  })

  test('a plain text of a supplier and a client is understood, with its gaps', () => {
    expect(verdicts(written(plainWords), gdpr28)).toMatchObject({
      'gdpr-28-3-b': expect.stringMatching(/^met .*2/),
      'gdpr-28-3-c': expect.stringMatching(/^met .*3/),
      'gdpr-28-3-e': 'missing',
      'gdpr-28-3-f': expect.stringMatching(/^partly .*5/),
      'gdpr-28-3-g': expect.stringMatching(/^met .*6/),
      'gdpr-28-3-h': 'missing',
      'gdpr-28-4': expect.stringMatching(/^met .*4/),
    })
  })

  test.each([
    [
      '1. The Processor may engage another processor without notice to or consent of the Controller.',
      'gdpr-28-2',
      'contradicted !1',
    ],
    ['1. The Processor shall not be liable for the acts of its sub-processors.', 'gdpr-28-4', 'contradicted !1'],
    [
      '1. The Vendor is under no obligation to assist the Customer with requests of data subjects.',
      'gdpr-28-3-e',
      'contradicted !1',
    ],
    ['1. Customer shall have no right to audit Vendor.', 'gdpr-28-3-h', 'contradicted !1'],
    ['1. The Customer shall delete all personal data upon termination.', 'gdpr-28-3-g', 'not sure ?1'],
    ['1. The Processor may assist the Controller with data subject requests.', 'gdpr-28-3-e', 'not sure ?1'],
    [
      '1. The Processor shall use reasonable endeavours to assist the Controller with data subject requests.',
      'gdpr-28-3-e',
      'partly ~1',
    ],
    ['1. The weather is fine. Payment is due in 30 days.', 'gdpr-28-3-e', 'missing'],
  ])('%s', (source, item, expected) => {
    expect(verdicts(written(source), gdpr28)[item]).toBe(expected)
  })
})

describe('whatever the contract', () => {
  const unrelated = [
    'The fee is due thirty days after the invoice.',
    'This agreement is governed by the laws of Norway.',
    'Neither party is liable for an earthquake.',
    'Headings are for convenience.',
    'The lamp in the hall is green.',
  ]
  const lists = [gdpr28, hipaa164504, dora30]

  test('citations quote what they say, and stand where they say', () => {
    for (const name of ['dpa', 'baa', 'csa', 'sla'])
      for (const list of lists) {
        const contract = standard(name)
        for (const { citations, why } of judge(contract, list)) {
          expect(why).not.toBe('')
          for (const one of citations) expect(contract.text.slice(one.start, one.end)).toBe(one.quote)
        }
      }
  })

  test('text about something else changes no verdict, wherever it stands', () => {
    const own = european.split('\n')
    const plain = judge(written(european), gdpr28).map(({ verdict }) => verdict)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...unrelated), fc.nat(own.length)), { maxLength: 4 }), (added) => {
        const rows = [...own]
        for (const [sentence, at] of added) rows.splice(at, 0, `\n${sentence}\n`)
        expect(judge(written(rows.join('\n')), gdpr28).map(({ verdict }) => verdict)).toEqual(plain)
      }),
      { numRuns: 40 },
    )
  })

  test('the order of clauses changes no verdict', () => {
    const own = standard('baa')
    const tops = own.clauses.filter(({ number }) => number !== null && /^\d+$/.test(number))
    const pieces = tops.map(({ start }, at) => own.text.slice(start, (tops[at + 1]?.start ?? own.text.length + 1) - 1))
    const plain = judge(own, hipaa164504).map(({ verdict }) => verdict)
    fc.assert(
      fc.property(fc.shuffledSubarray(pieces, { minLength: pieces.length }), (shuffled) => {
        const again = written(shuffled.join('\n\n').replaceAll('\n', '\n\n'))
        expect(judge(again, hipaa164504).map(({ verdict }) => verdict)).toEqual(plain)
      }),
      { numRuns: 10 },
    )
  })
})
