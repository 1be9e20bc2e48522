import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { readable, standardText } from '../../../../test/kit/external/contract-texts.ts'
import { asDocx, asPdf, fileOf, hasPaper } from '../../../../test/kit/paper.ts'
import { type Caller, createCaller } from '../../../../test/kit/record/callers.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { readDocument } from '../documents/read-documents.server.ts'
import type { Reading, SuggestedObligation } from './wire.ts'

const clock = testClock('2026-03-10T12:00:00.000Z')
const { kernel, app, db } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
let contract: Row
let reviewer: Caller
let stranger: Caller

async function ask<T>(who: Caller, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${who.token}` }
  const answer = await app.inject({ method, url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json<T>(), text: answer.body }
}
const documentOf = async (name: string, values: object = {}): Promise<string> =>
  (await records.create('contract_document', { name, contract: contract.id, ...values })).id
const readingOf = async (document: string): Promise<Reading> =>
  (await ask<Reading>(reviewer, 'GET', `/contract-documents/${document}/reading`)).body
const checked = async (document: string, checklist: string): Promise<string> =>
  (await ask<{ id: string }>(reviewer, 'POST', '/compliance-checks', { name: 'Checked', document, checklist })).body.id
const verdictsOf = async (document: string): Promise<Readonly<Record<string, string>>> => {
  const { checks, text } = await readingOf(document)
  const items = checks[0]?.verdicts?.items ?? []
  // Every passage stands where the citation says.
  for (const { citations } of items)
    for (const { start, end, quote } of citations) expect(text?.slice(start, end)).toBe(quote)
  return Object.fromEntries(
    items.map(({ item, verdict, citations }) => [
      item,
      [verdict, ...new Set(citations.map(({ clause }) => clause))].join(' '),
    ]),
  )
}

beforeAll(async () => {
  const owner = await records.create('person', { name: 'Vera Vendor' })
  contract = await records.create('contract', { name: 'Hosting', counterparty: 'Nordlys Hosting', owner: owner.id })
  reviewer = await createCaller(kernel, {
    name: 'Rita Reviewer',
    permissions: [
      ...['contract.read', 'contract_document.read', 'contract_document.write', 'compliance_check.read'],
      ...['compliance_check.write', 'obligation.read', 'obligation.write'],
    ],
  })
  stranger = await createCaller(kernel, { permissions: ['person.read'] })
})

describe('the texts that real companies sign', () => {
  it('are checked from upload to quotation: the data processing agreement by the GDPR', async () => {
    const document = await readable(kernel, await documentOf('DPA'), { name: 'dpa.md', text: standardText('dpa') })
    await checked(document, 'gdpr-28')
    expect(await verdictsOf(document)).toMatchObject({
      'gdpr-28-3-a': 'met 2.2',
      'gdpr-28-3-b': 'missing',
      'gdpr-28-3-d': 'met 2.6(a) 2.6(b) 2.6(c)',
      'gdpr-28-3-f': 'met 4.1 6.2',
      'gdpr-28-4': 'met 2.6(c) 2.6(d)',
    })
    const { checks } = await readingOf(document)
    expect(checks[0]?.items.find(({ id }) => id === 'gdpr-28-3-b')).toMatchObject({
      source: expect.stringContaining('28(3)(b)'),
    })
  })

  it('and the business associate agreement by 45 CFR 164.504(e)', async () => {
    const document = await readable(kernel, await documentOf('BAA'), { name: 'baa.md', text: standardText('baa') })
    await checked(document, 'hipaa-164-504')
    expect(await verdictsOf(document)).toMatchObject({
      'hipaa-ii-b': 'met 1.4 1.5',
      'hipaa-ii-c': 'met 4.1',
      'hipaa-ii-e': 'partly 1.10',
      'hipaa-iii': 'met 5.2',
    })
  })

  it.runIf(hasPaper)('give the same verdicts as a Word file and as a PDF', async () => {
    const word = await readable(kernel, await documentOf('DPA in Word'), asDocx(standardText('dpa')))
    const print = await readable(kernel, await documentOf('DPA as PDF'), asPdf(standardText('dpa')))
    for (const document of [word, print]) {
      await checked(document, 'gdpr-28')
      expect(await verdictsOf(document)).toMatchObject({ 'gdpr-28-3-a': 'met 2.2', 'gdpr-28-3-f': 'met 4.1 6.2' })
    }
  })
})

describe('a check', () => {
  it('that was begun before its text was read is judged with the text', async () => {
    const document = await documentOf('Later')
    await checked(document, 'gdpr-28')
    expect((await readingOf(document)).checks[0]?.verdicts).toBeNull()
    await readable(kernel, document, { name: 'dpa.md', text: standardText('dpa') })
    expect(await verdictsOf(document)).toMatchObject({ 'gdpr-28-3-a': 'met 2.2' })
  })

  it('is overruled with a reason and a passage, by whom and when, and taken back again', async () => {
    const document = await readable(kernel, await documentOf('Judged'), { name: 'dpa.md', text: standardText('dpa') })
    const id = await checked(document, 'gdpr-28')
    const judge = (body: object) => ask<Row>(reviewer, 'POST', `/compliance-checks/${id}/actions/judge`, body)
    expect(await judge({ item: 'gdpr-28-3-b', verdict: 'met', reason: ' ' })).toMatchObject({ status: 422 })
    expect(await judge({ item: 'gdpr-28-3-z', verdict: 'met', reason: 'So.' })).toMatchObject({ status: 422 })
    expect(await judge({ item: 'gdpr-28-3-b', verdict: 'met', reason: 'So.', start: 9, end: 4 })).toMatchObject({
      status: 422,
      body: { problems: [{ field: 'end' }] },
    })
    const said = {
      item: 'gdpr-28-3-b',
      verdict: 'met',
      reason: 'The main agreement binds its people.',
      start: 4,
      end: 40,
    }
    expect(await judge(said)).toMatchObject({ status: 200, body: { met: 9, open: 2 } })
    expect((await readingOf(document)).checks[0]?.rulings).toEqual({
      'gdpr-28-3-b': {
        verdict: 'met',
        reason: 'The main agreement binds its people.',
        by: 'Rita Reviewer',
        at: '2026-03-10T12:00:00.000Z',
        passage: { start: 4, end: 40 },
      },
    })
    const taken = await ask(reviewer, 'POST', `/compliance-checks/${id}/actions/takeBack`, { item: 'gdpr-28-3-b' })
    expect(taken).toMatchObject({ status: 200, body: { met: 8, open: 3 } })
    expect(
      await ask(reviewer, 'POST', `/compliance-checks/${id}/actions/takeBack`, { item: 'gdpr-28-3-b' }),
    ).toMatchObject({
      status: 409,
    })
  })

  it('is carried over to a new version: what reads the same stands, with what people judged; the rest is judged again', async () => {
    const source = standardText('dpa')
    const before = await readable(kernel, await documentOf('Signed', { edition: '1' }), {
      name: 'dpa.md',
      text: source,
    })
    const id = await checked(before, 'gdpr-28')
    for (const [item, verdict] of [
      ['gdpr-28-3-b', 'met'],
      ['gdpr-28-3-f', 'partly'],
    ])
      await ask(reviewer, 'POST', `/compliance-checks/${id}/actions/judge`, { item, verdict, reason: 'I looked.' })
    const changed = source.replace(/without undue delay[^.]*\./, 'when Provider sees fit.')
    expect(changed).not.toBe(source)
    const after = await documentOf('Amended', { edition: '2', amends: before })
    await readable(kernel, after, { name: 'dpa-2.md', text: changed })
    const { checks, versions } = await readingOf(after)
    expect(versions.map(({ version }) => version)).toEqual(['1', '2'])
    expect(checks).toHaveLength(1)
    const drift = (item: string) => checks[0]?.verdicts?.items.find((one) => one.item === item)?.drift
    expect(drift('gdpr-28-3-a')).toMatchObject({ how: 'kept' })
    expect(drift('gdpr-28-3-f')).toMatchObject({ how: 'judged again', wasOverruled: true, before: 'partly' })
    expect(drift('gdpr-28-3-f')?.passages.find(({ kind }) => kind === 'changed')).toMatchObject({
      quoteBefore: expect.stringContaining('without undue delay'),
      quoteAfter: expect.stringContaining('sees fit'),
    })
    expect(Object.keys(checks[0]?.rulings ?? {})).toEqual(['gdpr-28-3-b'])
    await readDocument(kernel, after)
    expect((await readingOf(after)).checks).toHaveLength(1)
    // The version before is as it was.
    expect((await readingOf(before)).checks[0]?.verdicts?.items.every((one) => one.drift === null)).toBe(true)
  })

  it('says that the file was replaced since, rather than to mark passages that aren’t there', async () => {
    const document = await readable(kernel, await documentOf('Replaced'), { name: 'dpa.md', text: standardText('dpa') })
    await checked(document, 'gdpr-28')
    clock.set('2026-03-10T12:05:00.000Z')
    await readable(kernel, document, { name: 'dpa.md', text: `# Draft\n\n${standardText('dpa')}` })
    expect((await readingOf(document)).checks[0]).toMatchObject({ isOutdated: true })
  })
})

describe('a file that can’t be read', () => {
  it.each([
    ['noise.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(4000)]), /cut off|damaged/],
    ['picture.png', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), /neither text nor a PDF/],
    ['old.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old Word document/],
    ['empty.md', Buffer.from(' \n'), /no text/],
    ['zip.docx', Buffer.from('504b0304000000000000', 'hex'), /./],
  ])('%s is kept with the reason, in words', async (name, bytes, says) => {
    const document = await readable(kernel, await documentOf(name), fileOf(name, bytes))
    const { problem, text, isWaiting, file } = await readingOf(document)
    expect({ text, isWaiting, file: file?.name }).toEqual({ text: null, isWaiting: false, file: name })
    expect(problem).toMatch(says)
    const suggested = await ask(reviewer, 'GET', `/contract-documents/${document}/suggested-obligations`)
    expect(suggested.status).toBe(409)
  })

  it('is tried no third time once it stopped the program twice', async () => {
    const document = await documentOf('Poison')
    await readable(kernel, document, { name: 'a.md', text: 'Fine.' })
    await db.query('update contract_text set tried = 2, text = null, clauses = null')
    await readDocument(kernel, document)
    expect(await readingOf(document)).toMatchObject({ problem: expect.stringContaining('stopped the program twice') })
  })
})

describe('who looks for words in contracts', () => {
  it('finds the clause with the words marked, in any form of them', async () => {
    const document = await readable(kernel, await documentOf('Searched'), {
      name: 'terms.md',
      text: '# Terms\n\n1. **Exit.** On termination the supplier hands over all quokka records within thirty days.\n\n2. **Law.** The law of Norway governs.',
    })
    const search = (who: Caller, q: string) =>
      ask<{ hits: readonly { place: string; start: number; end: number; pieces: readonly object[] }[] }>(
        who,
        'GET',
        `/contract-texts/search?${new URLSearchParams({ q, contract: contract.id }).toString()}`,
      )
    const { body } = await search(reviewer, 'quokka terminated')
    expect(body.hits).toMatchObject([
      {
        document: { id: document, title: 'Searched' },
        contract: { number: contract.number },
        place: expect.stringMatching(/^1 Exit/),
      },
    ])
    expect(body.hits[0]?.pieces).toContainEqual({ text: 'quokka', isHit: true })
    expect((await readingOf(document)).text?.slice(body.hits[0]?.start, body.hits[0]?.end)).toContain('quokka')
    expect((await search(reviewer, 'quokka -thirty')).body.hits).toEqual([])
    expect((await search(reviewer, '"records quokka"')).body.hits).toEqual([])
    expect((await search(stranger, 'quokka')).status).toBe(403)
    expect((await search(reviewer, ' ')).status).toBe(400)
  })

  it('finds nothing in contracts that they may not read', async () => {
    const blind = await createCaller(kernel, { permissions: ['contract_document.read'] })
    const answer = await ask<{ hits: unknown[] }>(blind, 'GET', '/contract-texts/search?q=quokka')
    expect(answer).toMatchObject({ status: 200, body: { hits: [] } })
  })
})

it('reads a text for nobody who may not read the document', async () => {
  const document = await documentOf('Closed')
  expect((await ask(stranger, 'GET', `/contract-documents/${document}/reading`)).status).toBe(403)
  const nowhere = await ask(reviewer, 'GET', `/contract-documents/${clock.id()}/reading`)
  expect(nowhere.status).toBe(404)
})

it('suggests what a text binds people to, with the place', async () => {
  const document = await readable(kernel, await documentOf('Duties'), { name: 'dpa.md', text: standardText('dpa') })
  const { body } = await ask<{ suggestions: readonly SuggestedObligation[] }>(
    reviewer,
    'GET',
    `/contract-documents/${document}/suggested-obligations`,
  )
  expect(body.suggestions.length).toBeGreaterThan(10)
  expect(body.suggestions).toContainEqual(
    expect.objectContaining({ clause: '4.1', side: 'provider', words: expect.stringContaining('must') }),
  )
})
