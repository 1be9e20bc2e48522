import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contractSource } from '../../../../test/kit/paper.ts'
import { contractText } from '../documents/clauses.ts'
import { quote } from '../documents/contract-text.ts'
import { diffClauses } from '../documents/diff-clauses.ts'
import { diffWords } from '../documents/diff-words.ts'
import { markdownLines } from '../documents/markdown.ts'
import { gdpr28 } from './checklists/gdpr-28.ts'
import { carryOver, type ItemDrift } from './drift.ts'
import { judge } from './judge.ts'
import { type Judged, overrule, standing } from './overrule.ts'

const source = contractSource('common-paper-dpa')
const read = (text: string) => contractText(markdownLines(text))
const before = read(source)
const judged: readonly Judged[] = judge(before, gdpr28).map((one) => ({ ...one, overruling: null }))
const driftOf = (text: string, own = judged): ReadonlyMap<string, ItemDrift> =>
  new Map(carryOver({ before, after: read(text), judged: own, checklist: gdpr28 }).items.map((one) => [one.item, one]))

describe('a new version of a contract', () => {
  test('that is the same keeps every verdict and every passage', () => {
    for (const { how, passages, wasOverruled } of driftOf(source).values()) {
      expect([how, wasOverruled]).toEqual(['kept', false])
      expect(passages.every(({ kind }) => kind === 'same')).toBe(true)
    }
  })

  test('with a clause before all others keeps verdicts on clauses that only got another number', () => {
    const after = source.replace(
      '1. <span class="header_2">Processor and',
      '1. <span class="header_2">Purpose</span>\n\n    1. This DPA is part of the deal.\n\n2. <span class="header_2">Processor and',
    )
    const items = driftOf(
      after.replace(
        /^(\d+)\. <span class="header_2">(?!Purpose|Processor)/gm,
        (_, number) => `${Number(number) + 1}. <span class="header_2">`,
      ),
    )
    expect(items.get('gdpr-28-3-g')).toMatchObject({
      how: 'kept',
      after: { verdict: 'met', citations: [{ clause: '8.2(a)' }, { clause: '8.2(a)' }] },
    })
    expect([...items.values()].every(({ how }) => how === 'kept')).toBe(true)
  })

  test('judges again what reads differently, with both quotations', () => {
    const items = driftOf(source.replace('will return or delete', 'may keep, and need not return or delete,'))
    expect(items.get('gdpr-28-3-g')).toMatchObject({
      how: 'judged again',
      before: { verdict: 'met' },
      after: { verdict: expect.not.stringMatching(/^met$/) },
      passages: expect.arrayContaining([
        {
          before: expect.anything(),
          after: expect.anything(),
          kind: 'changed',
          quoteBefore: expect.stringContaining('will return or delete'),
          quoteAfter: expect.stringContaining('may keep'),
        },
      ]),
      why: expect.stringMatching(/^7\.2\(a\) Deletion at DPA Expiration reads differently\. It was “met” and is “/),
    })
    expect(items.get('gdpr-28-3-e')?.how).toBe('kept')
  })

  test('judges again when a clause is gone, or when a new one says the opposite of one that stayed', () => {
    const gone = driftOf(source.replace(/^ {4}2\. <span class="header_3">DPIAs[\s\S]*?\n\n/m, ''))
    expect(gone.get('gdpr-28-3-f')).toMatchObject({ how: 'judged again', after: { verdict: 'partly' } })
    expect(gone.get('gdpr-28-3-f')?.passages.map(({ kind }) => kind)).toContain('gone')
    const opposed = driftOf(`${source}\n\n12. No audits\n\n    1. Customer has no right to audit Provider.`)
    expect(opposed.get('gdpr-28-3-h')).toMatchObject({ how: 'judged again', after: { verdict: 'contradicted' } })
    expect(opposed.get('gdpr-28-3-h')?.passages.filter(({ kind }) => kind === 'new')).toHaveLength(1)
  })

  test('keeps what a person decided while the passage reads the same, and asks them again when not', () => {
    const decided = {
      verdict: 'met',
      reason: 'Our Security Policy is annexed.',
      by: 'Ines',
      at: '2026-11-01T09:00:00Z',
      passage: null,
    } as const
    const own = judged.map((one) => {
      const ruled =
        one.item === 'gdpr-28-3-c' || one.item === 'gdpr-28-3-g'
          ? overrule(one, { ...decided, verdict: one.item === 'gdpr-28-3-c' ? 'met' : 'partly' })
          : one
      if ('problem' in ruled) throw new Error(ruled.problem)
      return ruled
    })
    const items = driftOf(source.replace('will return or delete', 'will delete'), own)
    const [security, deletion] = [items.get('gdpr-28-3-c'), items.get('gdpr-28-3-g')]
    expect(security && standing(security.after)).toBe('met')
    expect(deletion).toMatchObject({ how: 'judged again', wasOverruled: true, after: { overruling: null } })
    expect(deletion?.why).toContain('look at it again')
  })
})

test('a verdict is overruled with a reason only, and only to another', () => {
  const [first] = judged
  if (!first) throw new Error('There is no verdict.')
  const ruling = { verdict: 'missing', reason: ' ', by: 'Ines', at: '2026-11-01T09:00:00Z', passage: null } as const
  expect(overrule(first, ruling)).toMatchObject({ problem: expect.stringContaining('Say why') })
  expect(overrule(first, { ...ruling, verdict: first.verdict, reason: 'So.' })).toMatchObject({
    problem: expect.stringContaining('already'),
  })
})

describe('whatever the texts', () => {
  const text = fc
    .array(fc.constantFrom('1. ', 'The ', 'supplier ', 'shall', ' ', '72', ' hours', '.', '\n', '(a) ', 'é'))
    .map((parts) => parts.join(''))

  test('the words without what is new read as before, without what is gone as after', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const pieces = diffWords(one, other)
        const without = (kind: string): string =>
          pieces
            .filter((piece) => piece.kind !== kind)
            .map((piece) => piece.text)
            .join('')
        expect([without('new'), without('gone')]).toEqual([one, other])
      }),
    )
  })

  test('each clause of both versions is told once, and those told as the same read the same', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [old, fresh] = [read(one), read(other)]
        const changes = diffClauses(old, fresh)
        const places = (side: 'before' | 'after'): readonly number[] =>
          changes.flatMap((change) => change[side] ?? []).toSorted((a, b) => a - b)
        expect(places('before')).toEqual(old.clauses.map((_, at) => at))
        expect(places('after')).toEqual(fresh.clauses.map((_, at) => at))
        for (const { kind, before: from, after: to } of changes) {
          const [was, is] = [old.clauses[from ?? -1], fresh.clauses[to ?? -1]]
          if (kind === 'same' && was && is)
            expect(quote(old, { start: was.body, end: was.end }).toLowerCase()).toBe(
              quote(fresh, { start: is.body, end: is.end }).toLowerCase(),
            )
        }
      }),
    )
  })
})
