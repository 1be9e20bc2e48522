import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../../test/kit/access.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { makeSpecimenTable, specimenRegistry } from '../../../test/kit/specimen.ts'
import { createAccount } from '../access/accounts.server.ts'
import { ensureRoles } from '../access/roles.server.ts'
import { nobody } from '../access/who.ts'
import { openStore } from '../record/store.server.ts'
import { appendEntry } from './entry.server.ts'
import type { HistoryPage } from './read.server.ts'
import { historyRoutes } from './routes.server.ts'

const { db, statementsOf } = await testDatabase()
const clock = testClock()
const store = openStore({ db, registry: specimenRegistry, clock })
const writer = { ...nobody, account: clock.id(), name: 'Priya Nair', permissions: new Set(['*']) }
const records = store.as(writer)
const password = 'seven grey stones by night'
let server: TestServer
let id = ''
let batch = ''
beforeAll(async () => {
  await makeSpecimenTable(db)
  await ensureRoles(db, [
    {
      name: 'keeper',
      label: 'Keeper',
      about: 'All.',
      permissions: ['specimen.*', 'history.read', 'history.verify', 'comment.see_internal'],
    },
    { name: 'reader', label: 'Reader', about: 'Reads.', permissions: ['specimen.read', 'history.read'] },
    { name: 'blind', label: 'Blind', about: 'Sees nothing.', permissions: ['history.read'] },
    { name: 'outsider', label: 'Outsider', about: 'No history.', permissions: ['specimen.read'] },
  ])
  for (const name of ['keeper', 'reader', 'blind', 'outsider'])
    await createAccount({ db, clock }, { name, email: `${name}@example.com`, password, roles: [name] })
  server = await testServer({ db, clock, routes: [historyRoutes], parts: { registry: specimenRegistry, store } })
  const other = await records.create('specimen', { title: 'Jonas' })
  id = (await records.create('specimen', { title: 'Ammonite', secret: 'one' }, { reason: 'Found it' })).id
  clock.advance(1000)
  await records.update('specimen', id, { keeper: other.id, size: 3 })
  await records.update('specimen', id, { secret: 'two' })
  await records.move('specimen', id, 'show')
  batch = clock.id()
  await records.updateMany(
    'specimen',
    [
      { id, set: { size: 4 } },
      { id: other.id, set: { size: 9 } },
    ],
    { batch },
  )
  const tell = (isInternal: boolean) =>
    db.transaction((tx) =>
      appendEntry(
        tx,
        { who: writer, clock },
        { recordId: id, type: 'specimen', verb: 'commented', after: { comment: clock.id(), isInternal } },
      ),
    )
  await tell(false)
  await tell(true)
})
afterAll(() => server.app.close())

async function get(name: string, query = '', key = id): Promise<{ status: number; page: HistoryPage }> {
  const headers = await server.program(`${name}@example.com`, password)
  const answer = await server.app.inject({ url: `/api/v1/specimens/${key}/history${query}`, headers })
  return { status: answer.statusCode, page: answer.json<HistoryPage>() }
}
const sentences = ({ page }: { page: HistoryPage }): readonly string[] => page.entries.map(({ sentence }) => sentence)

test('newest first, in sentences, with values before and after', async () => {
  const answer = await get('keeper')
  expect(sentences(answer)).toEqual([
    'Priya Nair commented',
    'Priya Nair commented',
    'Priya Nair changed the size from 3 to 4',
    'Priya Nair moved it from found to shown',
    'Priya Nair changed the secret from one to two',
    'Priya Nair set the size to 3 and set the keeper to Jonas',
    'Priya Nair created this specimen',
  ])
  expect(answer.page.entries.at(-1)).toMatchObject({ reason: 'Found it', verb: 'created', who: { name: 'Priya Nair' } })
  expect(answer.page.entries[3]?.changes).toEqual([{ field: 'state', label: 'State', before: 'found', after: 'shown' }])
  expect(answer.page.next).toBeNull()
})

test('without what the reader may not see: guarded fields, internal comments', async () => {
  const answer = await get('reader')
  expect(sentences(answer)).toEqual([
    'Priya Nair commented',
    'Priya Nair changed the size from 3 to 4',
    'Priya Nair moved it from found to shown',
    'Priya Nair set the size to 3 and set the keeper to Jonas',
    'Priya Nair created this specimen',
  ])
  expect(JSON.stringify(answer.page)).not.toMatch(/secret|one|two/i)
})

test('page by page, each entry once', async () => {
  const seen: string[] = []
  for (let query = '?limit=2'; ; ) {
    const { page } = await get('keeper', query)
    seen.push(...page.entries.map((entry) => entry.id))
    if (page.next === null) break
    query = `?limit=2&after=${page.next}`
  }
  expect(new Set(seen).size).toBe(7)
  expect(seen).toHaveLength(7)
})

test('not for those who may not read the record, or no history', async () => {
  expect((await get('blind')).status).toBe(404)
  expect((await get('outsider')).status).toBe(403)
  expect((await get('keeper', '', 'nonsense')).status).toBe(404)
  expect((await get('keeper', '?after=x')).status).toBe(400)
})

test('however long it is, the same number of statements', async () => {
  await get('keeper')
  const short = await statementsOf(() => get('keeper', '?limit=1'))
  const long = await statementsOf(() => get('keeper', '?limit=50'))
  const own = (texts: readonly string[]) => texts.filter((text) => /from (history|record|"?specimen)/.test(text)).length
  expect(own(long)).toBeLessThanOrEqual(3)
  expect(own(long) - own(short)).toBeLessThanOrEqual(1)
})

test('what can be taken back says so, and is taken back', async () => {
  const headers = await server.program('keeper@example.com', password)
  const canUndo = async () =>
    Object.fromEntries((await get('keeper')).page.entries.map((entry) => [entry.sentence, entry.canUndo]))
  expect(await canUndo()).toMatchObject({
    'Priya Nair commented': false,
    'Priya Nair changed the size from 3 to 4': true,
    'Priya Nair set the size to 3 and set the keeper to Jonas': false,
    'Priya Nair created this specimen': true,
  })
  const undone = await server.app.inject({ method: 'POST', url: `/api/v1/batches/${batch}/undo`, headers })
  expect(undone.json()).toMatchObject({ outcomes: [{ ok: true }, { ok: true }] })
  const [newest] = (await get('keeper')).page.entries
  expect(newest?.sentence).toBe('keeper changed the size from 4 to 3')
  const again = await server.app.inject({ method: 'POST', url: `/api/v1/history/${newest?.id}/undo`, headers })
  expect(again.statusCode).toBe(200)
  const late = await server.app.inject({ method: 'POST', url: `/api/v1/history/${newest?.id}/undo`, headers })
  expect(late.statusCode).toBe(409)
  const none = await server.app.inject({ method: 'POST', url: `/api/v1/history/${clock.id()}/undo`, headers })
  expect(none.statusCode).toBe(404)
  const wrong = await server.app.inject({ method: 'POST', url: '/api/v1/history/x/undo', headers })
  expect(wrong.statusCode).toBe(404)
})

test('an amount is told, and taken back, with its currency', async () => {
  const dear = (await records.create('specimen', { title: 'Dear', price: { amount: '10.00', currency: 'EUR' } })).id
  await records.update('specimen', dear, { price: { amount: '12.50', currency: 'EUR' } })
  const { page } = await get('keeper', '?limit=1', dear)
  expect(page.entries[0]).toMatchObject({
    sentence: 'Priya Nair changed the price from 10.00 EUR to 12.50 EUR',
    canUndo: true,
  })
  await records.undo(page.entries[0]?.id ?? '')
  expect((await records.get('specimen', dear)).price).toEqual({ amount: '10.00', currency: 'EUR' })
})

test('what was written through the store verifies', async () => {
  const headers = await server.program('keeper@example.com', password)
  const answer = await server.app.inject({ url: '/api/v1/history/verification', headers })
  expect(answer.json()).toMatchObject({ ok: true, chains: 7, problems: [] })
})
