import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../foundation/roles.ts'
import { demoPeople, hasLemonldap, type Lemonldap, startLemonldap } from '../../../test/counterparts/lemonldap.ts'
import { testApplication } from '../../../test/kit/application.ts'
import { freePort } from '../../../test/kit/free-port.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { form, openBrowser, type Walker } from '../../../test/kit/walker.ts'
import { createAccount } from '../access/accounts.server.ts'
import { ensureRoles } from '../access/roles.server.ts'
import { systemClock } from '../clock.ts'

if (!hasLemonldap && process.env['CI'] === 'true') throw new Error('LemonLDAP::NG is missing; .ci/run installs it.')
if (!hasLemonldap) console.warn('Signing in by LemonLDAP::NG is not tried: it is not installed (see .ci/run).')

const [port, itsPort] = [await freePort(), await freePort()]
const url = `http://127.0.0.1:${port}`
const its = `http://127.0.0.1:${itsPort}`
const { app, kernel, db } = await testApplication({ clock: systemClock, url })
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const headers = { authorization: `Bearer ${boss.token}` }
await ensureRoles(db, roles)
const { doctor, rose } = demoPeople
const groupRoles = [{ group: 'leads', role: 'it_manager' }]
const common = { trustsEmail: true, groupsClaim: 'groups', groupRoles }
const saml = await kernel.store
  .asSystem('test')
  .create('identity_provider', { ...common, name: 'By SAML', protocol: 'saml', metadataUrl: `${its}/saml/metadata` })
let oidc = { id: '' }
let provider: Lemonldap | null = null

beforeAll(async () => {
  if (!hasLemonldap) return
  await app.listen({ port, host: '127.0.0.1' })
  const ourMetadata = await (await fetch(`${url}/api/v1/sign-in/providers/${saml.id}/metadata`)).text()
  const redirectUri = `${url}/api/v1/sign-in/providers/callback`
  provider = await startLemonldap({ port: itsPort, ourMetadata, redirectUri, afterLogout: `${url}/sign-in` })
  const { clientId, clientSecret } = provider
  oidc = await kernel.store
    .asSystem('test')
    .create('identity_provider', { ...common, name: 'By OIDC', issuer: `${its}/`, clientId, clientSecret })
  for (const { email, name } of [doctor, rose]) await createAccount(kernel, { name, email, roles: ['employee'] })
})
afterAll(() => provider?.stop())

/** The fields of a page's form, and where it goes. */
function formOn(page: string, base: string): { readonly action: string; readonly fields: Record<string, string> } {
  const [, action = ''] = /<form[^>]*\baction="([^"]*)"/.exec(page) ?? []
  const fields = [...page.matchAll(/<input[^>]*>/g)].flatMap(([input]) => {
    const of = (name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1]
    const name = of('name')
    return name === undefined ? [] : [[name, unescaped(of('value') ?? '')]]
  })
  return { action: new URL(unescaped(action), base).href, fields: Object.fromEntries(fields) }
}
const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#x2B;', '+').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

const isOurs = (to: string): boolean => to.startsWith(url)

/** Signs in there, and stops at the door with what was brought back: an address, or a form to be sent. */
async function atProvider(one: Walker, id: string, login: string) {
  const start = await one.follow(`${url}/api/v1/sign-in/providers/${id}/start?to=/people`, {}, (to) =>
    to.includes('/callback'),
  )
  if (!start.at.startsWith(its)) return { at: start.at, init: {} }
  const asked = formOn(await start.answer.text(), start.at)
  const given = form({ ...asked.fields, user: login, password: login })
  const { at, answer } = await one.follow(asked.action, given, isOurs)
  if (isOurs(at)) return { at, init: {} }
  const brought = formOn(await answer.text(), at)
  return { at: brought.action, init: form(brought.fields) }
}

async function enter(id: string, login: string): Promise<Walker> {
  const one = openBrowser(url)
  const { at, init } = await atProvider(one, id, login)
  const landed = await one.follow(at, init)
  expect(landed.at).toBe(`${url}/people`)
  return one
}

const rolesOf = async (email: string): Promise<unknown> =>
  (await db.query<{ roles: string[] }>({ text: 'select roles from account where email = $1', values: [email] }))[0]
    ?.roles

describe.runIf(hasLemonldap).each([
  ['SAML', 'saml', () => saml.id],
  ['OpenID Connect', 'oidc', () => oidc.id],
])('LemonLDAP::NG by %s', (_, method, id) => {
  it('answers as it should when it is tried', async () => {
    const at = `/api/v1/identity-providers/${id()}/actions/try`
    const answer = await app.inject({ method: 'POST', url: at, headers, payload: {} })
    expect([answer.statusCode, answer.body]).toEqual([200, expect.anything()])
  })

  it('lets people in, with the roles of their groups', async () => {
    const one = await enter(id(), doctor.login)
    expect(await one.me()).toMatchObject({ account: { email: doctor.email } })
    expect(await rolesOf(doctor.email)).toEqual(['employee', 'it_manager'])
    await enter(id(), rose.login)
    expect(await rolesOf(rose.email)).toEqual(['employee'])
  })

  it('knows somebody again, whatever their address has become here', async () => {
    const before = await (await enter(id(), rose.login)).me()
    await db.query({ text: `update account set email = 'moved@example.com' where email = $1`, values: [rose.email] })
    expect((await (await enter(id(), rose.login)).me())?.account.id).toBe(before?.account.id)
    await db.query({ text: `update account set email = $1 where email = 'moved@example.com'`, values: [rose.email] })
  })

  it('isn’t taken to ask for a second factor, unless its own word for how somebody signed in is set down as strong', async () => {
    const strengthOf = async (one: Walker): Promise<unknown> => {
      const me = await one.me()
      const [session] = await db.query({
        text: 'select method, is_strong from session where account_id = $1 order by created_at desc limit 1',
        values: [me?.account.id],
      })
      return session
    }
    const set = (strongContexts: string | null) =>
      kernel.store.asSystem('test').update('identity_provider', id(), { strongContexts })
    expect(await strengthOf(await enter(id(), rose.login))).toEqual({ method, is_strong: false })
    await set('loa-1 urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified')
    expect(await strengthOf(await enter(id(), rose.login))).toEqual({ method: `${method} + provider`, is_strong: true })
    await set(null)
  })

  it('is told when somebody signs out here, and ends its own session', async () => {
    const one = await enter(id(), rose.login)
    const exit = (await (await one.go(`${url}/api/v1/sign-in/providers/exit`)).json()) as { address: string | null }
    expect(exit.address).toContain(its)
    const out = await one.go(`${url}/api/v1/sign-out`, { method: 'POST', headers: { 'x-quarterdeck': 'web' } })
    expect(out.status).toBe(204)
    expect(await one.me()).toBeNull()
    expect((await one.follow(exit.address ?? '')).at).toBe(`${url}/sign-in`)
    const again = await one.follow(`${url}/api/v1/sign-in/providers/${id()}/start`, {}, isOurs)
    expect(again.at.startsWith(its)).toBe(true)
    expect(await again.answer.text()).toContain('name="password"')
  })
})

describe.runIf(hasLemonldap)('a session that LemonLDAP::NG vouched for by SAML', () => {
  it('ends here within the moment in which it ends there, and no other does', async () => {
    const one = await enter(saml.id, rose.login)
    const other = await enter(saml.id, doctor.login)
    const { answer } = await one.follow(`${its}/?logout=1`)
    const page = await answer.text()
    const sent = [...page.matchAll(/src="([^"]*saml[^"]*)"/g)].map(([, address = '']) => unescaped(address))
    for (const address of sent) await one.follow(new URL(address, its).href)
    expect(await one.me()).toBeNull()
    expect(await other.me()).not.toBeNull()
  })
})
