import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { OrganisationSettings } from '../../../foundation/organisation/index.ts'
import { settingsRow } from '../../../kernel/settings/settings.server.ts'
import { pdfDocumentLines } from '../documents/pdf.server.ts'

const clock = testClock('2026-03-02T09:00:00.000Z')
const { app, kernel } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
let contract: Row
let token: string

beforeAll(async () => {
  const settings = await settingsRow(kernel, kernel.registry.record(OrganisationSettings.name))
  await records.update('organisation_settings', settings.id, { organisation: 'Ostwind Größe & Söhne AG' })
  const owner = await records.create('person', { name: 'Władysława Müller' })
  token = (await createCaller(kernel, { name: 'Władysława', self: owner.id, permissions: ['person.read'] })).token
  const { id } = await records.create('contract', {
    ...{ name: 'Straßenlinien', counterparty: 'Αθήνα Δίκτυα', owner: owner.id, leadCount: 30, leadUnit: 'days' },
    ...{ noticeAddress: 'Rechtsabteilung\nŁódzka 12\n00-001 Warszawa', signedOn: '2025-06-01' },
  })
  await records.create('contract_event', {
    ...{
      contract: id,
      subject: 'Signed',
      kind: 'initial',
      happenedOn: '2025-06-01',
      clause: '9.2',
      startsOn: '2025-07-01',
    },
    ...{ termCount: 12, termUnit: 'months', renewal: 'automatic', renewalCount: 12, renewalUnit: 'months' },
    ...{ noticeCount: 1, noticeUnit: 'months', method: 'post', receiptCount: 3, receiptUnit: 'days' },
    ...{ price: { amount: '24000.00', currency: 'EUR' }, pricePer: 'year' },
  })
  for (const move of ['submit', 'approve', 'sign']) await records.move('contract', id, move)
  contract = await records.get('contract', id)
})

const send = (method: 'GET' | 'POST', url: string, payload?: object, by = token) =>
  app.inject({
    ...{ method, url: `/api/v1${url}`, headers: { authorization: `Bearer ${by}` } },
    ...(payload && { payload }),
  })
/** The text of a PDF, as the project reads it of any contract. */
async function textIn(bytes: Buffer): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'quarterdeck-pdf-'))
  try {
    const place = path.join(folder, 'read.pdf')
    await writeFile(place, bytes)
    return (await pdfDocumentLines(place))
      .map(({ text }) => text)
      .join(' ')
      .replaceAll(/\s+/g, ' ')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
const only = async (type: string): Promise<Row> => {
  const [first, ...others] = (await records.list(type, { filter: { contract: contract.id }, limit: 5 })).rows
  if (!first || others.length > 0) throw new Error(`There is not one ${type}.`)
  return records.get(type, first.id)
}
const attached = async (id: string): Promise<readonly Buffer[]> => {
  const { files } = (await send('GET', `/records/${id}/files`)).json<{ files: { id: string; type: string }[] }>()
  return Promise.all(files.map(async (file) => (await send('GET', `/files/${file.id}`)).rawPayload))
}

describe('a decision', () => {
  it('keeps its dossier as PDF in which all that stands in it can be read, and drafts the letter', async () => {
    const decided = await send('POST', `/contracts/${contract.id}/actions/decide`, {
      ...{ decision: 'exit', reason: 'Κανείς δεν το χρησιμοποιεί: niemand nutzt es, 12 € je Stück.' },
    })
    expect(decided.statusCode, decided.body).toBe(200)
    const dossier = await only('renewal_dossier')
    const answer = await send('GET', `/renewal-dossiers/${dossier.id}/pdf`)
    expect(answer.headers['content-type']).toBe('application/pdf')
    const [kept, ...others] = await attached(dossier.id)
    expect(others).toEqual([])
    expect(kept?.equals(answer.rawPayload)).toBe(true)
    const text = await textIn(answer.rawPayload)
    const facts = dossier['facts'] as {
      sections: { title: string; figures: { label: string; value: string; rows: { says: string }[] }[] }[]
    }
    const said = facts.sections.flatMap(({ title, figures }) => [
      title,
      ...figures.flatMap(({ label, value, rows }) => [`${label}: ${value}`, ...rows.map(({ says }) => says)]),
    ])
    // Lines that are broken where the page ends are joined by a space, as they are read.
    for (const words of [
      ...said,
      'Straßenlinien',
      'Αθήνα Δίκτυα',
      'Κανείς δεν το χρησιμοποιεί: niemand nutzt es, 12 € je Stück.',
    ])
      expect(text).toContain(words.replaceAll(/\s+/g, ' '))
    const raw = answer.rawPayload.toString('latin1')
    expect(raw).toContain('/Lang (en-GB)')
    expect(raw).toContain('/MarkInfo')
    expect(await only('contract_letter')).toMatchObject({ kind: 'notice', state: 'draft', method: 'post' })
  })

  it('doesn’t exist on paper for those who may not read it', async () => {
    const other = await createCaller(kernel, { name: 'Somebody', permissions: ['contract.read'] })
    const [dossier, letter] = [await only('renewal_dossier'), await only('contract_letter')]
    expect((await send('GET', `/renewal-dossiers/${dossier.id}/pdf`, undefined, other.token)).statusCode).toBe(404)
    expect((await send('GET', `/contract-letters/${letter.id}/pdf`, undefined, other.token)).statusCode).toBe(404)
  })
})

describe('a letter', () => {
  it('is kept as it was sent, with the notice in the log and the day on which it counts as received', async () => {
    const letter = await only('contract_letter')
    const tooSoon = { on: '2026-03-03', method: 'post' }
    expect((await send('POST', `/contract-letters/${letter.id}/actions/send`, tooSoon)).statusCode).toBe(422)
    const sent = await send('POST', `/contract-letters/${letter.id}/actions/send`, { on: '2026-03-02', method: 'post' })
    expect(sent.statusCode, sent.body).toBe(200)
    // By post it counts as received three days after it was sent.
    const kept = await only('contract_letter')
    expect(kept).toMatchObject({ state: 'sent', sentOn: '2026-03-02', deemedOn: '2026-03-05' })
    expect(await records.get('contract', contract.id)).toMatchObject({ outlook: 'leaving', termEnd: '2026-06-30' })
    const [file] = await attached(letter.id)
    const text = await textIn(file ?? Buffer.alloc(0))
    for (const words of [
      'Ostwind Größe & Söhne AG',
      'Łódzka 12',
      'Notice of non-renewal: Straßenlinien',
      'Władysława Müller',
      '2 March 2026, by post',
    ])
      expect(text).toContain(words)
    expect(text).toContain(String(kept['body']).split('\n\n')[0])
    // What was sent can't be changed any more, nor sent twice.
    expect((await send('GET', `/contract-letters/${letter.id}`)).json<Row>().can).not.toContain('update')
    const again = await send('POST', `/contract-letters/${letter.id}/actions/send`, {
      on: '2026-03-02',
      method: 'post',
    })
    expect(again.statusCode).toBe(409)
  })

  it('tells the log when it is proven to be received', async () => {
    const letter = await only('contract_letter')
    expect(
      (await send('POST', `/contract-letters/${letter.id}/actions/receive`, { on: '2026-03-01' })).statusCode,
    ).toBe(422)
    clock.set('2026-03-05T09:00:00.000Z')
    expect(
      (await send('POST', `/contract-letters/${letter.id}/actions/receive`, { on: '2026-03-04' })).statusCode,
    ).toBe(200)
    expect(await only('contract_letter')).toMatchObject({ state: 'received', receivedOn: '2026-03-04' })
    const [event] = (await records.list('contract_event', { filter: { contract: contract.id, kind: 'notice' } })).rows
    expect(event).toMatchObject({ receivedOn: '2026-03-04', givenBy: 'us' })
  })
})
