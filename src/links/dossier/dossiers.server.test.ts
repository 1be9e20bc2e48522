import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import type { DossierFacts, Section } from '../../external/contracts/dossier/facts.ts'
import { keepDossiers } from '../../external/contracts/index.server.ts'
import { keepAllDates } from '../../external/contracts/contract-dates.server.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { followDecisions } from './dossiers.server.ts'
import { gatherFacts } from './gather.server.ts'

const clock = testClock('2026-03-02T09:00:00.000Z')
const { app, db, kernel } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
const keep = () => keepDossiers(kernel, gatherFacts)

const signed = {
  ...{ subject: 'Signed', kind: 'initial', happenedOn: '2025-06-01', clause: '9.2', startsOn: '2025-07-01' },
  ...{ termCount: 12, termUnit: 'months', renewal: 'automatic', renewalCount: 12, renewalUnit: 'months' },
  ...{ noticeCount: 3, noticeUnit: 'months', price: { amount: '24000.00', currency: 'EUR' }, pricePer: 'year' },
}
let owner: Row
let vera: { readonly token: string; readonly account: string }
let engagement: Row

beforeAll(async () => {
  owner = await records.create('person', { name: 'Vera Lindqvist' })
  // She holds nothing about contracts: this one says that it is hers.
  const caller = await createCaller(kernel, { name: 'Vera', self: owner.id, permissions: ['person.read'] })
  vera = { token: caller.token, account: caller.account }
  const vendor = await records.create('vendor', { name: 'Nordlys Netz', category: 'telecom' })
  await records.create('vendor', { name: 'Kontor Leitungen', category: 'telecom' })
  await records.create('vendor', { name: 'Fjord Software', category: 'software' })
  engagement = await records.create('engagement', { name: 'Lines to the branches', vendor: vendor.id })
  await records.create('vendor_issue', { title: 'Invoices come late', vendor: vendor.id, engagement: engagement.id })
})

const made: string[] = []
// A night looks at every contract: those of the tests before are taken out of its way.
afterEach(async () => void (await records.archiveMany('contract', made.splice(0))))

async function inForce(over: object = {}, event: object = signed): Promise<string> {
  const { id } = await records.create('contract', {
    ...{ name: 'Lines', counterparty: 'Nordlys Netz', owner: owner.id, leadCount: 30, leadUnit: 'days' },
    ...{ signedOn: '2025-06-01', paidEvery: 'quarter', ...over },
  })
  made.push(id)
  await records.create('contract_event', { contract: id, ...event })
  for (const move of ['submit', 'approve', 'sign']) await records.move('contract', id, move)
  return id
}
const dossiersOf = async (contract: string): Promise<readonly Row[]> =>
  (await records.list('renewal_dossier', { filter: { contract }, sort: 'decidedEnd', limit: 10 })).rows
const one = async (contract: string): Promise<Row> => {
  const [first] = await dossiersOf(contract)
  if (!first) throw new Error('There is no dossier.')
  return first
}
const section = (dossier: Row, key: Section['key']): Section => {
  const found = (dossier['facts'] as DossierFacts).sections.find((each) => each.key === key)
  if (!found) throw new Error(`There is no section ${key}.`)
  return found
}
const told = () =>
  db.query<{ title: string; record_id: string }>({
    text: 'select title, record_id from notification where account_id = $1 order by at, id',
    values: [vera.account],
  })
const send = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, token = vera.token) =>
  app.inject({
    ...{ method, url: `/api/v1${url}`, headers: { authorization: `Bearer ${token}` } },
    ...(payload && { payload }),
  })

describe('a renewal dossier', () => {
  it('assembles itself so long ahead of the day to decide as its contract says, tells the owner once, and is made once', async () => {
    clock.set('2025-10-31T09:00:00.000Z')
    const near = await inForce({ engagement: engagement.id })
    const far = await inForce({ name: 'Wants it late', dossierDays: 30 })
    await keepAllDates(kernel)
    // To be decided by 1 March 2026: 120 days before that is 1 November.
    expect(await keep()).toEqual({ made: 0, changed: 0, setAside: 0 })
    clock.set('2025-11-01T03:00:00.000Z')
    expect(await keep()).toEqual({ made: 1, changed: 0, setAside: 0 })
    expect(await keep()).toEqual({ made: 0, changed: 0, setAside: 0 })
    clock.set('2025-11-02T03:00:00.000Z')
    await keepAllDates(kernel)
    expect(await keep()).toEqual({ made: 0, changed: 0, setAside: 0 })
    const dossier = await one(near)
    expect(dossier).toMatchObject({ decidedEnd: '2026-06-30', decideBy: '2026-03-01', state: 'open', version: 1 })
    expect(await dossiersOf(far)).toEqual([])
    expect(await told()).toEqual([{ title: 'The dossier for “Lines” is there', record_id: dossier.id }])
  })

  it('says what is known with the rows behind it, and of what isn’t that it isn’t', async () => {
    const id = await inForce({ name: 'Told of', engagement: engagement.id })
    await keep()
    const dossier = await one(id)
    expect(section(dossier, 'question').figures[0]).toMatchObject({ label: 'At stake', value: 'EUR 24,000.00' })
    const costs = section(dossier, 'costs')
    expect(costs.figures.map(({ label, value }) => [label, value])).toEqual([
      ['1 July 2025 to 31 December 2025', 'EUR 12,098.63'],
      ['1 January 2026 to 30 June 2026', 'EUR 11,901.37'],
    ])
    expect(costs.figures[0]?.rows.map(({ says }) => says)).toContain('EUR 6,049.32 due on 31 July 2025')
    expect(section(dossier, 'reviews').figures.find(({ label }) => label === 'Open issues')).toMatchObject({
      value: '1',
      rows: [{ says: 'VIS-0001 Invoices come late', of: { type: 'vendor_issue' } }],
    })
    expect(section(dossier, 'alternatives').figures.map(({ label }) => label)).toEqual(['Kontor Leitungen'])
    for (const key of ['availability', 'tickets', 'scores', 'obligations', 'compliance', 'questions'] as const)
      expect(section(dossier, key), key).toMatchObject({ figures: [], unknown: [expect.any(String)] })
  })

  it('follows what becomes known until it is decided, and then stays as it was', async () => {
    const id = await inForce({ name: 'Followed', engagement: engagement.id })
    await keep()
    const { id: dossier, version } = await one(id)
    await records.create('renewal_alternative', {
      ...{ dossier, name: 'Offer of Kontor', price: { amount: '18000.00', currency: 'EUR' }, remark: 'Two years.' },
    })
    expect(await keep()).toMatchObject({ made: 0, changed: 1 })
    const changed = await one(id)
    expect(changed.version).toBe(version + 1)
    expect(section(changed, 'alternatives').figures[0]).toMatchObject({ value: 'EUR 18,000.00 a year' })

    // The owner decides on what is theirs, though their roles say nothing of contracts.
    const decided = await send('POST', `/contracts/${id}/actions/decide`, {
      ...{ decision: 'replace', decidedEnd: '2026-06-30', reason: 'Kontor is cheaper by a quarter.' },
    })
    expect(decided.statusCode, decided.body).toBe(200)
    const kept = await one(id)
    expect(kept).toMatchObject({
      ...{ state: 'decided', decision: 'replace', reason: 'Kontor is cheaper by a quarter.', decidedBy: 'Vera' },
      decidedOn: '2025-11-02',
    })
    await records.create('renewal_alternative', { dossier, name: 'Came too late' })
    await keep()
    await keep()
    expect(await one(id)).toEqual(kept)
    const [event] = (await records.list('contract_event', { filter: { contract: id, kind: 'decision' } })).rows
    expect(event).toMatchObject({ decision: 'replace', createdBy: { id: vera.account } })

    // What the log is told otherwise is kept in the same way, and once.
    const follow = followDecisions(kernel)
    const entry = { recordId: String(event?.id) } as Parameters<typeof follow.handle>[0]
    await db.transaction((tx) => follow.handle(entry, { db: tx, attempt: 1 }))
    expect(await one(id)).toEqual(kept)
  })

  it('is set aside when another end is decided about, and made anew for that one', async () => {
    const id = await inForce({ name: 'Moved' })
    await keep()
    const before = (await told()).length
    await records.create('contract_event', {
      ...{ contract: id, kind: 'extension', subject: 'Shorter', happenedOn: '2025-11-02', endsOn: '2026-05-31' },
    })
    expect(await keep()).toEqual({ made: 1, changed: 0, setAside: 1 })
    expect((await dossiersOf(id)).map(({ decidedEnd, state }) => [decidedEnd, state])).toEqual([
      ['2026-05-31', 'open'],
      ['2026-06-30', 'set_aside'],
    ])
    expect((await told()).length).toBe(before + 1)
    expect(await keep()).toEqual({ made: 0, changed: 0, setAside: 0 })
  })

  it('is read whole by the owner and by those who may read dossiers, and doesn’t exist for others', async () => {
    const dossier = await one(await inForce({ name: 'Read' }).then(async (id) => (await keep(), id)))
    const other = await createCaller(kernel, { name: 'Somebody', permissions: ['contract.*', 'person.read'] })
    expect((await send('GET', `/renewal-dossiers/${dossier.id}`)).json<Row>()['facts']).toEqual(dossier['facts'])
    expect((await send('GET', `/renewal-dossiers/${dossier.id}`, undefined, other.token)).statusCode).toBe(404)
    // Its questions are the owner's to write, what was found isn't.
    const asked = await app.inject({
      ...{
        method: 'PATCH',
        url: `/api/v1/renewal-dossiers/${dossier.id}`,
        payload: { questions: 'Who moves the lines?' },
      },
      headers: { authorization: `Bearer ${vera.token}`, 'if-match': `"${dossier.version}"` },
    })
    expect(asked.statusCode, asked.body).toBe(200)
    const forged = await app.inject({
      ...{ method: 'PATCH', url: `/api/v1/renewal-dossiers/${dossier.id}`, payload: { decision: 'renew' } },
      headers: { authorization: `Bearer ${vera.token}`, 'if-match': `"${dossier.version + 1}"` },
    })
    expect(forged.statusCode).toBe(422)
    await keep()
    expect(section((await records.get('renewal_dossier', dossier.id)) as Row, 'questions').figures[0]?.rows).toEqual([
      { says: 'Who moves the lines?' },
    ])
  })

  it('takes alternatives of the owner, by their name, who needs no permission for all alternatives', async () => {
    const id = await inForce({ name: 'Offered' })
    await keep()
    const { id: dossier } = await one(id)
    expect((await send('GET', `/renewal-dossiers/${dossier}`)).json<Row>().can).toContain('action:enterAlternative')
    const offer = { name: 'Offer of Kontor', price: { amount: '18000.00', currency: 'EUR' }, remark: 'Two years.' }
    const url = `/renewal-dossiers/${dossier}/actions/enterAlternative`
    const entered = await send('POST', url, offer)
    expect(entered.statusCode, entered.body).toBe(200)
    const { rows } = await records.list('renewal_alternative', { filter: { dossier } })
    expect(rows).toMatchObject([{ ...offer, createdBy: { id: vera.account } }])
    await keep()
    expect(section(await one(id), 'alternatives').figures[0]).toMatchObject({ value: 'EUR 18,000.00 a year' })
    // It is theirs for this dossier alone, and nobody else's.
    expect((await send('POST', '/renewal-alternatives', { ...offer, dossier })).statusCode).toBe(404)
    const reader = await createCaller(kernel, { name: 'Reader of dossiers', permissions: ['renewal_dossier.read'] })
    expect((await send('POST', url, offer, reader.token)).statusCode).toBe(403)
    expect((await send('POST', url, { remark: 'Of nobody' })).json()).toMatchObject({ problems: [{ field: 'name' }] })
    await send('POST', `/contracts/${id}/actions/decide`, { decision: 'renew', reason: 'It works.' })
    expect((await send('POST', url, offer)).statusCode).toBe(403)
  })

  it('is refused to be decided about another end, by others, and is assembled ahead of its time when somebody asks', async () => {
    const id = await inForce({ name: 'Ahead', dossierDays: 0 })
    await keep()
    expect(await dossiersOf(id)).toEqual([])
    expect((await send('POST', `/contracts/${id}/actions/assemble`, {})).statusCode).toBe(200)
    const { id: dossier } = await one(id)
    expect(await keep()).toEqual({ made: 0, changed: 0, setAside: 0 })
    expect((await one(id)).id).toBe(dossier)
    const wrong = { decision: 'renew', decidedEnd: '2027-06-30', reason: 'It works.' }
    expect((await send('POST', `/contracts/${id}/actions/decide`, wrong)).statusCode).toBe(409)
    const reader = await createCaller(kernel, { name: 'Reader', permissions: ['contract.read'] })
    const refused = await send('POST', `/contracts/${id}/actions/decide`, { ...wrong, decidedEnd: null }, reader.token)
    expect(refused.statusCode).toBe(403)
  })
})
