import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../../test/kit/access.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { type Caller, createCaller } from '../../../test/kit/record/callers.ts'
import { jobRoutes } from './routes.server.ts'

const { db } = await testDatabase()
let server: TestServer
beforeAll(async () => {
  server = await testServer({ db, routes: [jobRoutes] })
})
afterAll(() => server.app.close())

const bearer = ({ token }: Caller) => ({ authorization: `Bearer ${token}` })
const letter = '0190a000-0000-7000-8000-000000000001'
const other = '0190a000-0000-7000-8000-000000000002'

test('what failed in the background is seen by those who may, and tried again by those who manage', async () => {
  await db.query({
    text: `insert into dead_letter (id, processor, entry_id, entry_at, record_id, attempts, error, failed_at)
      values ($1, 'mails', $2, now(), $2, 8, 'The mail server is gone.', now())`,
    values: [letter, other],
  })
  const sees = await createCaller(server.kernel, { permissions: ['system.see'] })
  const manages = await createCaller(server.kernel, { permissions: ['system.*'] })
  const nobodyMuch = await createCaller(server.kernel, { permissions: ['person.read'] })
  const list = (caller: Caller) => server.app.inject({ url: '/api/v1/jobs', headers: bearer(caller) })
  const retry = (caller: Caller, id = letter) =>
    server.app.inject({ method: 'POST', url: `/api/v1/dead-letters/${id}/retry`, headers: bearer(caller) })
  expect((await list(nobodyMuch)).statusCode).toBe(403)
  expect((await list(sees)).json()).toMatchObject({
    jobs: [],
    failed: [],
    processors: [],
    deadLetters: [{ id: letter, processor: 'mails', attempts: 8, retryAt: null }],
  })
  expect((await retry(sees)).statusCode).toBe(403)
  expect((await retry(manages, other)).statusCode).toBe(404)
  expect((await retry(manages, 'nonsense')).statusCode).toBe(404)
  expect((await retry(manages)).statusCode).toBe(204)
  expect((await list(manages)).json()).toMatchObject({ deadLetters: [{ attempts: 0, retryAt: expect.any(String) }] })
})

test('what is kept is told to those who see the system, and to nobody else', async () => {
  const sees = await createCaller(server.kernel, { permissions: ['system.see'] })
  const nobodyMuch = await createCaller(server.kernel, { permissions: ['person.read'] })
  const ask = (headers: Record<string, string>) => server.app.inject({ url: '/api/v1/storage', headers })
  expect((await ask({})).statusCode).toBe(401)
  expect((await ask(bearer(nobodyMuch))).statusCode).toBe(403)
  const answer = await ask(bearer(sees))
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({ node: process.versions.node, files: { count: 0, bytes: 0 } })
})
