import { generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { singleSignOn } from '../../../test/kit/single-sign-on.ts'
import { form } from '../../../test/kit/walker.ts'

const { url, provider, id, enter, somebody } = await singleSignOn()

describe('the provider’s back channel', () => {
  const event = { 'http://schemas.openid.net/event/backchannel-logout': {} }
  const send = (token: string) => fetch(`${url}/api/v1/sign-in/providers/${id}/logout`, form({ logout_token: token }))

  it('ends the session here within the moment in which it ends there', async () => {
    const { sub } = await somebody()
    const { one } = await enter(sub)
    const { one: elsewhere } = await enter(sub)
    expect(await one.me()).not.toBeNull()
    provider.sendLogoutsTo(`${url}/api/v1/sign-in/providers/${id}/logout`)
    const { at, answer } = await one.follow(`${provider.issuer}/session/end`)
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(await answer.text()) ?? []
    await one.follow(new URL('/session/end/confirm', at).href, form({ xsrf, logout: 'yes' }))
    await expect.poll(() => one.me(), { timeout: 5000 }).toBeNull()
    expect(await elsewhere.me()).not.toBeNull()
  })

  it.each([
    ['signed by somebody else', {}],
    ['that is no token', null],
  ] as const)('takes no logout token %s', async (_, claims) => {
    const { sub } = await somebody()
    const { one } = await enter(sub)
    const { privateKey } = await generateKeyPair('RS256')
    const token =
      claims === null
        ? 'nonsense'
        : await new SignJWT({ events: event, sub, jti: 'x1' })
            .setProtectedHeader({ alg: 'RS256', kid: 'one' })
            .setIssuer(provider.issuer)
            .setAudience(provider.clientId)
            .setIssuedAt()
            .sign(privateKey)
    expect((await send(token)).status).toBe(400)
    expect(await one.me()).not.toBeNull()
  })

  it.each([
    ['for another client', { aud: 'somebody else' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['of an hour ago', { iat: Math.floor(Date.now() / 1000) - 3600 }],
    ['with a nonce, as ID tokens have', { nonce: 'n' }],
    ['without the event', { events: {} }],
    ['for nobody', { sub: undefined }],
    ['without a name of its own', { jti: undefined }],
  ])('takes none %s', async (_, change) => {
    const { sub } = await somebody()
    const { one } = await enter(sub)
    const right = {
      iss: provider.issuer,
      aud: provider.clientId,
      iat: Math.floor(Date.now() / 1000),
      jti: crypto.randomUUID(),
      sub,
      events: event,
    }
    expect((await send(await provider.sign({ ...right, ...change }))).status).toBe(400)
    expect(await one.me()).not.toBeNull()
  })

  it('takes each once', async () => {
    const { sub } = await somebody()
    const { one } = await enter(sub)
    const token = await provider.sign({
      iss: provider.issuer,
      aud: provider.clientId,
      iat: Math.floor(Date.now() / 1000),
      jti: crypto.randomUUID(),
      sub,
      events: event,
    })
    const answer = await send(token)
    expect([answer.status, await answer.json()]).toEqual([200, { ended: 1 }])
    expect(await one.me()).toBeNull()
    const { one: again } = await enter(sub)
    expect((await send(token)).status).toBe(400)
    expect(await again.me()).not.toBeNull()
  })

  it.each([
    ['logout+jwt', 200],
    ['application/logout+jwt', 200],
    ['JWT', 200],
    ['', 200],
    ['at+jwt', 400],
    ['dpop+jwt', 400],
  ])(
    'takes one of the type “%s” with %i: its own, or none in particular, as older providers send',
    async (typ, status) => {
      const { sub } = await somebody()
      const { one } = await enter(sub)
      const iat = Math.floor(Date.now() / 1000)
      const claims = { iss: provider.issuer, aud: provider.clientId, iat, jti: crypto.randomUUID(), sub, events: event }
      expect((await send(await provider.sign(claims, typ))).status).toBe(status)
      expect((await one.me()) === null).toBe(status === 200)
    },
  )
})
