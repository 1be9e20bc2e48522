import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../../test/kit/access.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { type Caller, createCaller } from '../../../test/kit/record/callers.ts'
import { jobRoutes } from './routes.server.ts'

const { db } = await testDatabase()
let server: TestServer
beforeAll(async () => {
  server = await testServer({ db, routes: [jobRoutes({ jobs: [], version: '1.2.3' })] })
})
afterAll(() => server.app.close())

const bearer = ({ token }: Caller) => ({ authorization: `Bearer ${token}` })

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
