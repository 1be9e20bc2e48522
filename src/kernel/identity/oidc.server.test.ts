import { decodeJwt, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { freePort } from '../../../test/kit/free-port.ts'
import { singleSignOn } from '../../../test/kit/single-sign-on.ts'
import { openBrowser } from '../../../test/kit/walker.ts'
import { createAccount, disable } from '../access/accounts.server.ts'

const { app, kernel, db, url, headers, provider, id, set, atProvider, enter, somebody } = await singleSignOn()

const rolesOf = async (account: string): Promise<unknown> =>
  (await db.query<{ roles: string[] }>({ text: 'select roles from account where id = $1', values: [account] }))[0]
    ?.roles

describe('somebody whom the provider knows', () => {
  it('is named at the door, enters, and lands where they wanted to go', async () => {
    const { sub, account } = await somebody()
    expect((await app.inject({ url: '/api/v1/sign-in/providers' })).json()).toEqual({
      providers: [{ id, name: 'Example' }],
    })
    const { one, landed } = await enter(sub, '/services?tab=1')
    expect(landed).toBe('/services?tab=1')
    expect((await one.me())?.account.id).toBe(account)
    const [session] = await db.query({
      text: 'select method, is_strong from session where account_id = $1',
      values: [account],
    })
    expect(session).toEqual({ method: 'oidc', is_strong: false })
    const [noted] = await db.query({
      text: 'select method, outcome from sign_in where account_id = $1',
      values: [account],
    })
    expect(noted).toEqual({ method: 'oidc', outcome: 'in' })
  })

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/ok\r\nx: y'])(
    'is led nowhere else: %s',
    async (to) => {
      const { sub } = await somebody()
      expect((await enter(sub, to)).landed).toBe('/')
    },
  )

  it('stays the same account when their e-mail changes, since the subject never does', async () => {
    const { sub, account } = await somebody()
    await enter(sub)
    provider.people.set(sub, { sub, email: 'other@example.com', email_verified: true })
    expect((await (await enter(sub)).one.me())?.account.id).toBe(account)
  })

  it('doesn’t become whoever had their e-mail before', async () => {
    const { sub, email } = await somebody()
    await enter(sub)
    provider.people.set('heir', { sub: 'heir', email, email_verified: true })
    expect((await enter('heir')).landed).toBe('/sign-in?problem=taken')
  })

  it('is unlinked by an administrator who proved who they are, and whoever has the e-mail then is linked anew', async () => {
    const { sub, account, email } = await somebody({ groups: ['leads'] })
    const { one } = await enter(sub)
    const heir = `${sub}-heir`
    provider.people.set(heir, { sub: heir, email, email_verified: true })
    const at = `/api/v1/accounts/${account}/identities`
    const { rows } = (await app.inject({ url: at, headers })).json<{ rows: object[] }>()
    expect(rows).toMatchObject([{ provider: id, name: 'Example', subject: sub }])
    const boss = openBrowser(url)
    provider.people.set('admin', { sub: 'admin', email: 'admin@example.com', email_verified: true })
    await createAccount(kernel, { name: 'Admin', email: 'admin@example.com', roles: ['administrator'] })
    await boss.go(await atProvider(boss, 'admin'))
    const remove = (): Promise<Response> =>
      boss.go(`${url}${at}/${id}`, { method: 'DELETE', headers: { 'x-quarterdeck': 'web' } })
    await db.query(`update session set proved_at = null where method = 'oidc'`)
    app.sessions.forget()
    expect((await remove()).status).toBe(403)
    await db.query(`update session set proved_at = now() where method = 'oidc'`)
    app.sessions.forget()
    expect((await remove()).status).toBe(204)
    expect(await one.me()).toBeNull()
    expect(await rolesOf(account)).toEqual(['employee'])
    expect((await remove()).status).toBe(404)
    expect((await (await enter(heir)).one.me())?.account.id).toBe(account)
    expect((await enter(sub)).landed).toBe('/sign-in?problem=taken')
    const told = await app.inject({ url: `/api/v1/accounts/${account}/history`, headers })
    const sentences = told.json<{ entries: { sentence: string }[] }>().entries.map(({ sentence }) => sentence)
    expect(sentences).toContain('Admin unlinked this account from Example')
    expect(sentences).toContain('Quarterdeck (single sign-on) linked this account to Example')
  })

  it('isn’t let in by an address that nobody verified, unless the provider never says so and is trusted', async () => {
    const { sub, account } = await somebody({ isVerified: 'unsaid' })
    const { sub: denied } = await somebody({ isVerified: false })
    expect((await enter(sub)).landed).toBe('/sign-in?problem=unverified')
    await set({ trustsEmail: true })
    expect((await (await enter(sub)).one.me())?.account.id).toBe(account)
    expect((await enter(denied)).landed).toBe('/sign-in?problem=unverified')
  })

  it('needs an account, or gets one where the provider makes them', async () => {
    provider.people.set('new', { sub: 'new', email: 'new@example.com', email_verified: true, name: 'New One' })
    expect((await enter('new')).landed).toBe('/sign-in?problem=unknown')
    await set({ makesAccounts: true })
    const { one } = await enter('new', '/')
    expect(await one.me()).toMatchObject({
      account: { name: 'New One', email: 'new@example.com' },
      roles: ['employee'],
    })
  })

  it('isn’t let in once their account is disabled', async () => {
    const { sub, account } = await somebody()
    await disable(kernel, account)
    expect((await enter(sub)).landed).toBe('/sign-in?problem=disabled')
  })

  it('has the roles of their groups, loses them with the group, and keeps what was given by hand', async () => {
    const { sub, account, email } = await somebody({ groups: ['leads', 'others'] })
    await enter(sub)
    expect(await rolesOf(account)).toEqual(['employee', 'it_manager'])
    provider.people.set(sub, { sub, email, email_verified: true, groups: ['desk'] })
    await enter(sub)
    expect(await rolesOf(account)).toEqual(['employee', 'service_desk_agent'])
    provider.people.set(sub, { sub, email, email_verified: true, groups: [] })
    await enter(sub)
    expect(await rolesOf(account)).toEqual(['employee'])
    const told = await db.query<{ verb: string; who_name: string }>({
      text: `select verb, who_name from history where record_id = $1 and verb = 'updated'`,
      values: [account],
    })
    expect(told).toHaveLength(3)
    expect(told[0]?.who_name).toBe('Quarterdeck (single sign-on)')
  })
})

describe('what comes back', () => {
  it('works once, and only in the browser that began', async () => {
    const { sub } = await somebody()
    const one = openBrowser(url)
    const back = await atProvider(one, sub)
    const stranger = openBrowser(url)
    expect((await stranger.go(back)).headers.get('location')).toBe('/sign-in?problem=expired')
    // What was tried elsewhere is worth nothing any more.
    expect((await one.go(back)).headers.get('location')).toBe('/sign-in?problem=expired')
    const again = await atProvider(one, sub)
    expect((await one.go(again)).headers.get('location')).toBe('/people')
    expect((await one.go(again)).headers.get('location')).toBe('/sign-in?problem=expired')
    expect(await stranger.me()).toBeNull()
  })

  it.each([
    ['another state', (back: URL) => back.searchParams.set('state', 'invented'), 'expired'],
    ['no state', (back: URL) => back.searchParams.delete('state'), 'expired'],
    ['another code', (back: URL) => back.searchParams.set('code', 'invented'), 'refused'],
    ['another issuer', (back: URL) => back.searchParams.set('iss', 'https://evil.example'), 'refused'],
    [
      'no code but a refusal',
      (back: URL) => (back.searchParams.delete('code'), back.searchParams.set('error', 'access_denied')),
      'refused',
    ],
  ] as const)('is refused with %s', async (_, change, why) => {
    const { sub } = await somebody()
    const one = openBrowser(url)
    const back = new URL(await atProvider(one, sub))
    change(back)
    expect((await one.go(back.href)).headers.get('location')).toBe(`/sign-in?problem=${why}`)
    expect(await one.me()).toBeNull()
  })

  it('is refused where the nonce of another sign-in was stored', async () => {
    const { sub } = await somebody()
    const one = openBrowser(url)
    const back = await atProvider(one, sub)
    await db.query(
      `update verification set value = jsonb_set(value::jsonb, '{nonce}', '"other"')::text where identifier like 'oidc:%'`,
    )
    expect((await one.go(back)).headers.get('location')).toBe('/sign-in?problem=refused')
  })

  it('is nothing where the provider was switched off meanwhile', async () => {
    const { sub } = await somebody()
    const one = openBrowser(url)
    const back = await atProvider(one, sub)
    await set({ isOn: false })
    expect((await one.go(back)).headers.get('location')).toBe('/sign-in?problem=refused')
    expect((await one.go(`${url}/api/v1/sign-in/providers/${id}/start`)).status).toBe(404)
  })
})

describe('an ID token', () => {
  const signed = (claims: object) => (token: string) => provider.sign({ ...decodeJwt(token), ...claims })
  const arriving = async (change: (token: string) => string | Promise<string>): Promise<string> => {
    const { sub } = await somebody()
    provider.meddle(change)
    const { one, landed } = await enter(sub)
    provider.meddle(null)
    expect((await one.me()) !== null).toBe(landed === '/people')
    return landed
  }

  it('that the provider signed again as it was is taken, so that it is the change that is refused below', async () => {
    expect(await arriving(signed({}))).toBe('/people')
  })

  it.each([
    ['of another nonce', signed({ nonce: 'another' })],
    ['without a nonce', signed({ nonce: undefined })],
    ['for another client', signed({ aud: 'another' })],
    ['of another issuer', signed({ iss: 'http://127.0.0.1:1' })],
    ['that is over', signed({ exp: 1_000_000_000 })],
    ['without an end', signed({ exp: undefined })],
    ['without a signature (alg none)', (token: string) => new UnsecuredJWT(decodeJwt(token)).encode()],
    ['altered after it was signed', (token: string) => altered(token)],
    ['with another’s signature', (token: string) => `${token.slice(0, token.lastIndexOf('.'))}.${'A'.repeat(342)}`],
  ])('%s lets nobody in', async (_, change) => {
    expect(await arriving(change)).toBe('/sign-in?problem=refused')
  })
})

function altered(token: string): string {
  const [head, , signature] = token.split('.')
  const body = Buffer.from(JSON.stringify({ ...decodeJwt(token), name: 'Somebody else' })).toString('base64url')
  return `${head}.${body}.${signature}`
}

describe('whoever sets it up', () => {
  const tryIt = async () => {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/v1/identity-providers/${id}/actions/try`,
      headers,
      payload: {},
    })
    return answer.statusCode === 200 ? 'fine' : answer.json<{ problems: { says: string }[] }>().problems[0]?.says
  }

  it('is told that it works, or what is wrong in words', async () => {
    const { issuer } = provider
    expect(await tryIt()).toBe('fine')
    await set({ scopes: 'openid email calendars' })
    expect(await tryIt()).toBe('It doesn’t know calendars.')
    await set({ scopes: 'openid email profile', issuer: `http://127.0.0.1:${await freePort()}` })
    expect(await tryIt()).toMatch(/^Example can’t be reached: nothing listens at 127\.0\.0\.1:\d+\.$/)
    await set({ issuer: `${issuer}/elsewhere` })
    expect(await tryIt()).toContain('doesn’t describe an OpenID provider')
    await set({ issuer: url })
    expect(await tryIt()).toContain('doesn’t describe an OpenID provider')
    await set({ issuer })
  })

  it('never sees the secret again, and can’t have it sent in the clear', async () => {
    const read = await app.inject({ url: `/api/v1/identity-providers/${id}`, headers })
    expect(read.body).not.toContain(provider.clientSecret)
    expect(JSON.stringify(await db.query('select * from identity_provider'))).not.toContain(provider.clientSecret)
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/identity-providers',
      headers,
      payload: { name: 'Clear', issuer: 'http://sso.example.com', clientId: 'x' },
    })
    expect(answer.json<{ problems: { says: string }[] }>().problems[0]?.says).toContain('https://')
  })
})
