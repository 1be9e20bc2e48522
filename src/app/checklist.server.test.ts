import { afterAll, expect, test } from 'vitest'
import { startOidcProvider } from '../../test/counterparts/oidc.ts'
import { testApplication } from '../../test/kit/application.ts'
import { testClock } from '../../test/kit/clock.ts'
import { mailServer } from '../../test/kit/mail-server.ts'
import { createCaller } from '../../test/kit/record/callers.ts'
import { codeAt } from '../../test/kit/rfc6238.ts'
import { roles } from '../foundation/roles.ts'
import { ensureCurrencies } from '../foundation/currencies/index.server.ts'
import { ensureRoles } from '../kernel/access/roles.server.ts'
import { prepareSetup } from '../kernel/access/set-up.server.ts'
import { pathOf } from '../kernel/record/registry.ts'
import type { StepView } from '../kernel/checklist/step.ts'

const clock = testClock()
const { app, kernel, db } = await testApplication({ clock })
const server = await mailServer()
const provider = await startOidcProvider('http://localhost/api/v1/sign-in/providers/callback')
afterAll(() => provider.stop())
await ensureRoles(db, roles)
await ensureCurrencies(kernel.store.asSystem('test'))

const password = 'correct anvil gravity moss'
const web = { 'x-quarterdeck': 'web' }
type Headers = Record<string, string>
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
let ada: Headers = {}
async function send<T>(method: Method, at: string, payload?: object, headers = ada): Promise<T> {
  const answer = await app.inject({ method, url: `/api/v1${at}`, headers, ...(payload && { payload }) })
  expect(answer.statusCode, `${method} ${at}: ${answer.body}`).toBeLessThan(300)
  return (answer.body === '' ? null : answer.json()) as T
}
const signIn = async (email: string): Promise<Headers> => {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/sign-in', payload: { email, password } })
  return { cookie: String([answer.headers['set-cookie']].flat()[0]).split(';')[0] ?? '', ...web }
}
const step = async (name: string): Promise<StepView | undefined> =>
  (await send<{ steps: StepView[] }>('GET', '/checklist')).steps.find((one) => one.name === name)
/** Holds that a step is open, does it, and holds that it is done. */
async function doing(name: string, work: () => Promise<unknown>): Promise<void> {
  expect(await step(name)).toMatchObject({ state: 'open' })
  await work()
  expect(await step(name)).toMatchObject({ state: 'done', missing: [] })
}
async function settle(type: string, values: object): Promise<string> {
  const { groups } = await send<{ groups: { type: string; id: string }[] }>('GET', '/settings')
  const id = groups.find((group) => group.type === type)?.id ?? ''
  const path = `/${pathOf(kernel.registry.record(type))}/${id}`
  const { version } = await send<{ version: number }>('GET', path)
  await send('PATCH', path, values, { ...ada, 'if-match': `"${version}"` })
  return path
}

test('each step of an empty installation turns from open to done by doing it', async () => {
  const code = (await prepareSetup(kernel))?.code
  await send('POST', '/set-up', { code, name: 'Ada', email: 'ada@example.com', password }, web)
  ada = await signIn('ada@example.com')
  const { steps } = await send<{ steps: StepView[] }>('GET', '/checklist')
  expect(steps.map(({ state }) => state)).toEqual(steps.map(() => 'open'))

  await doing('organisation', async () => {
    const { rows } = await send<{ rows: { id: string }[] }>('GET', '/currencies?limit=1')
    await settle('organisation_settings', { organisation: 'Example' })
    expect((await step('organisation'))?.missing).toEqual(['its currency'])
    await settle('organisation_settings', { currency: rows[0]?.id })
  })
  await doing('calendar', () => send('POST', '/calendars', { name: 'Office hours', timeZone: 'Europe/Berlin' }))
  await doing('mail', async () => {
    const values = { host: 'localhost', port: server.port, security: 'none', fromAddress: 'deck@example.com' }
    const path = await settle('mail_settings', values)
    expect(await step('mail')).toMatchObject({ state: 'open', missing: ['a test mail that the server took on'] })
    await send('POST', `${path}/actions/sendTest`, { to: 'ada@example.com' })
    expect(server.received).toHaveLength(1)
  })
  await doing('directory', async () => {
    const { issuer, clientId, clientSecret } = provider
    const given = { name: 'Example', issuer, clientId, clientSecret }
    const { id } = await send<{ id: string }>('POST', '/identity-providers', given)
    await send('POST', `/identity-providers/${id}/actions/try`, {})
  })
  await doing('people', async () => {
    await send('POST', '/people', { name: 'Bea' })
    expect(await step('people')).toMatchObject({ state: 'open' })
    await send('POST', '/people', { name: 'Cem' })
  })
  await doing('administrators', () =>
    send('POST', '/accounts', { name: 'Bea', email: 'bea@example.com', password, roles: ['administrator'] }),
  )
  await doing('custom-field', () =>
    send('POST', '/added-fields', { recordType: 'service', label: 'Cost centre', kind: 'text' }),
  )
  await doing('approval', async () => {
    const { id } = await send<{ id: string }>('POST', '/services', { name: 'Mail' })
    const steps = [{ label: 'Administrators', approvers: [{ kind: 'role', name: 'administrator' }] }]
    const asked = await send<{ id: string }>('POST', `/records/${id}/approvals`, { title: 'Move it', steps })
    expect(await step('approval')).toMatchObject({ state: 'open' })
    await send('POST', `/approvals/${asked.id}/votes`, { isYes: true, comment: '' }, await signIn('bea@example.com'))
  })
  await doing('automation', async () => {
    const actions = [{ do: 'comment', text: 'Hello' }]
    const rule = { recordType: 'service', verbs: ['created'], conditions: {} }
    await send('POST', '/automation-rules', { ...rule, name: 'Greet', trigger: 'event', actions })
    expect(await step('automation')).toMatchObject({ state: 'open' })
    await send('POST', '/automation-rules/dry-run', { ...rule, days: 30 })
  })
  await doing('backup', async () => {
    await send('POST', '/backups')
    await expect.poll(async () => (await step('backup'))?.state, { timeout: 15_000 }).toBe('done')
  })
  await doing('second-factor', async () => {
    const bea = await signIn('bea@example.com')
    for (const headers of [ada, bea]) {
      const { secret } = await send<{ secret: string }>('POST', '/me/totp', undefined, headers)
      const answer = await app.inject({
        method: 'POST',
        url: '/api/v1/me/totp/confirm',
        headers,
        payload: { code: codeAt(secret, clock.now()) },
      })
      if (headers === ada)
        ada = { cookie: String([answer.headers['set-cookie']].flat()[0]).split(';')[0] ?? '', ...web }
    }
    expect((await step('second-factor'))?.missing).toHaveLength(1)
    await settle('sign_in_settings', { secondFactorFor: ['administrator'] })
  })
})

test('a step that is put aside is kept with who and when, until somebody takes it up again', async () => {
  const boss = await createCaller(kernel, { name: 'Boss', permissions: ['system.see', 'system.manage'] })
  const sees = await createCaller(kernel, { permissions: ['system.see'] })
  const ask = (caller: { token: string }, method: Method, at: string) =>
    app.inject({ method, url: `/api/v1/checklist${at}`, headers: { authorization: `Bearer ${caller.token}` } })
  await db.query(`update custom_field set archived_at = now()`)
  const state = async () =>
    (await ask(sees, 'GET', '')).json<{ steps: StepView[] }>().steps.find(({ name }) => name === 'custom-field')
  expect(await state()).toMatchObject({ state: 'open', aside: null })
  expect((await ask(sees, 'PUT', '/custom-field/aside')).statusCode).toBe(403)
  expect((await ask(boss, 'PUT', '/nonsense/aside')).statusCode).toBe(404)
  expect((await ask(boss, 'PUT', '/custom-field/aside')).statusCode).toBe(204)
  expect(await state()).toMatchObject({ state: 'aside', aside: { by: 'Boss', at: clock.now().toISOString() } })
  expect((await ask(boss, 'DELETE', '/custom-field/aside')).statusCode).toBe(204)
  expect(await state()).toMatchObject({ state: 'open', aside: null })
})
