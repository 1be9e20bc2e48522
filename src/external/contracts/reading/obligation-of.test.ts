import { describe, expect, test } from 'vitest'
import { contractSource } from '../../../../test/kit/paper.ts'
import { suggestObligations } from '../compliance/obligations.ts'
import { contractText } from '../documents/clauses.ts'
import { markdownLines } from '../documents/markdown.ts'
import { Obligation } from '../obligations/obligation.record.ts'
import { obligationOf } from './obligation-of.ts'

const place = {
  document: { id: 'd', name: 'DPA', kind: 'data_processing', version: null, datedOn: null, can: [] },
  contract: { id: 'c', number: 'CTR-0001', title: 'Hosting' },
}

describe('what is kept of a text as an obligation', () => {
  test('has whose it is, by when, and the passage', () => {
    const text = contractText(
      markdownLines('1. **Breach.** Provider shall notify Customer within two (2) quarters of a breach.'),
    )
    const [found] = suggestObligations(text).map((one) => obligationOf(one, place))
    expect(found).toMatchObject({ side: 'theirs', trigger: 'event', withinCount: 6, withinUnit: 'months', clause: '1' })
    expect(text.text.slice(Number(found?.['passageStart']), Number(found?.['passageEnd']))).toBe(found?.['quote'])
  })

  test.each(['dpa', 'baa', 'csa'])('names fields that an obligation has, for all that %s says', (name) => {
    const text = contractText(markdownLines(contractSource(`common-paper-${name}`)))
    for (const one of suggestObligations(text).map((each) => obligationOf(each, place))) {
      expect(Object.keys(one).filter((field) => !(field in Obligation.fields))).toEqual([])
      expect(String(one['what']).length).toBeLessThanOrEqual(300)
    }
  })
})
