import { beforeEach, describe, expect, it } from 'vitest'
import { codeAt } from '../../../test/kit/rfc6238.ts'
import { singleSignOn } from '../../../test/kit/single-sign-on.ts'
import { form, type Walker } from '../../../test/kit/walker.ts'

const { url, db, kernel, provider, id, enter, somebody, set } = await singleSignOn()

const settings = await kernel.store.asSystem('test').create('sign_in_settings', {})
const needed = (secondFactorFor: readonly string[]): Promise<unknown> =>
  kernel.store.asSystem('test').update('sign_in_settings', settings.id, { secondFactorFor })
beforeEach(() => needed([]))

const send = (one: Walker, at: string, body: object): Promise<Response> =>
  one.go(`${url}/api/v1${at}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'x-quarterdeck': 'web' },
  })
const sessionsOf = (account: string): Promise<unknown> =>
  db.query({
    text: `select s.method, s.is_strong, i.subject from session s left join identity_session i on i.session_id = s.id
      where s.account_id = $1 and not s.is_replaced`,
    values: [account],
  })
/** Adds an app for codes; what it makes them from. */
async function addApp(one: Walker): Promise<string> {
  const { secret } = (await (await send(one, '/me/totp', {})).json()) as { secret: string }
  expect((await send(one, '/me/totp/confirm', { code: codeAt(secret, kernel.clock.now()) })).status).toBe(200)
  return secret
}

describe('the strength of a session by single sign-on', () => {
  it.each([
    ['what it says of the way', { methods: ['pwd', 'mfa'] }, {}, 'oidc + provider', true],
    [
      'a context that the record names',
      { context: 'urn:example:two' },
      { strongContexts: 'urn:example:two' },
      'oidc + provider',
      true,
    ],
    ['the record, which says always', {}, { isAlwaysStrong: true }, 'oidc + provider', true],
    ['nothing', {}, {}, 'oidc', false],
    ['a password only', { methods: ['pwd'] }, {}, 'oidc', false],
  ])('follows from %s', async (_, how, record, method, isStrong) => {
    await set(record)
    const { sub, account } = await somebody(how)
    expect((await enter(sub)).landed).toBe('/people')
    expect(await sessionsOf(account)).toEqual([{ method, is_strong: isStrong, subject: sub }])
  })

  it('lets whoever needs a second factor and proved none add one first, and nothing else', async () => {
    const { sub, account } = await somebody({ roles: ['it_manager'] })
    await needed(['it_manager'])
    const { one, landed } = await enter(sub)
    expect(landed).toBe('/people')
    expect((await one.go(`${url}/api/v1/people`)).status).toBe(403)
    await addApp(one)
    expect((await one.go(`${url}/api/v1/people`)).status).toBe(200)
    // The session that took the place of the first is still the provider's to end.
    expect(await sessionsOf(account)).toEqual([{ method: 'oidc', is_strong: true, subject: sub }])
  })

  it('asks whoever has a second factor here for it, as after a password, unless the provider did', async () => {
    const { sub, account, email } = await somebody()
    const secret = await addApp((await enter(sub)).one)
    const { one, landed } = await enter(sub, '/services')
    expect(await one.me()).toBeNull()
    const to = new URL(landed, url)
    expect([to.pathname, to.search]).toEqual(['/sign-in', '?to=%2Fservices'])
    const given = new URLSearchParams(to.hash.slice(1))
    expect(given.get('ways')).toBe('code,recovery code')
    const ticket = given.get('second-step') ?? ''
    expect((await send(one, '/sign-in/second-step', { ticket, code: '000000' })).status).toBe(401)
    await db.query('update totp set last_step = null')
    await db.query('delete from throttle')
    const code = codeAt(secret, kernel.clock.now())
    expect((await send(one, '/sign-in/second-step', { ticket, code })).status).toBe(200)
    expect(await one.me()).not.toBeNull()
    expect(await sessionsOf(account)).toContainEqual({ method: 'oidc + code', is_strong: true, subject: sub })
    provider.people.set(sub, { sub, email, email_verified: true, methods: ['mfa'] })
    expect((await enter(sub, '/services')).landed).toBe('/services')
  })
})

it('ends a sign-in that waits for its second step when the provider ends its own', async () => {
  const { sub } = await somebody()
  const secret = await addApp((await enter(sub)).one)
  const { one, landed } = await enter(sub)
  const ticket = new URLSearchParams(new URL(landed, url).hash.slice(1)).get('second-step') ?? ''
  const token = await provider.sign({
    iss: provider.issuer,
    aud: provider.clientId,
    iat: Math.floor(Date.now() / 1000),
    jti: crypto.randomUUID(),
    sub,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  })
  const logout = await fetch(`${url}/api/v1/sign-in/providers/${id}/logout`, form({ logout_token: token }))
  expect(logout.status).toBe(200)
  await db.query('update totp set last_step = null')
  const answer = await send(one, '/sign-in/second-step', { ticket, code: codeAt(secret, kernel.clock.now()) })
  expect(answer.status).toBe(401)
  expect(await one.me()).toBeNull()
})

describe('signing out here', () => {
  const exitOf = async (one: Walker): Promise<string | null> =>
    ((await (await one.go(`${url}/api/v1/sign-in/providers/exit`)).json()) as { address: string | null }).address

  it('leads to the provider, which ends its own session and leads back to the door', async () => {
    const { sub } = await somebody()
    const { one } = await enter(sub)
    const address = await exitOf(one)
    expect((await send(one, '/sign-out', {})).status).toBe(204)
    const { at, answer } = await one.follow(address ?? '')
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(await answer.text()) ?? []
    const sent = { body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(), method: 'POST' }
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const done = await one.follow(new URL('/session/end/confirm', at).href, { ...sent, headers }, (to) =>
      to.startsWith(url),
    )
    expect(done.at).toBe(`${url}/sign-in`)
    const again = await one.follow(`${url}/api/v1/sign-in/providers/${id}/start`)
    expect(again.at).toContain('/interaction/')
  })

  it('leads nowhere where the record says so, where a password opened the session, and to nobody without one', async () => {
    const { sub } = await somebody()
    const { one } = await enter(sub)
    await set({ endsThere: false })
    expect(await exitOf(one)).toBeNull()
    await set({ endsThere: true })
    expect(await exitOf(one)).toContain(provider.issuer)
    expect((await fetch(`${url}/api/v1/sign-in/providers/exit`)).status).toBe(401)
  })

  it('keeps what the provider is reminded of sealed', async () => {
    const { sub } = await somebody()
    await enter(sub)
    const rows = await db.query<{ hint: string }>('select hint from identity_session')
    expect(rows.every(({ hint }) => hint.startsWith('sealed.'))).toBe(true)
  })
})
