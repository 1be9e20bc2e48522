import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { freePort } from '../../../test/kit/free-port.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { entityId, makeKeys, metadataWith, signOnAt } from '../../../test/kit/saml.ts'
import { systemClock } from '../clock.ts'
import { samlKeyOf } from './saml-key.server.ts'

const url = 'https://quarterdeck.example.com'
const { app, kernel, db } = await testApplication({ clock: systemClock, url })
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const headers = { authorization: `Bearer ${boss.token}` }
const metadata = metadataWith(makeKeys().certificate)
const pages: Readonly<Record<string, string>> = {
  '/right': metadata,
  '/html': '<html><body>Sign in</body></html>',
  '/over': metadata.replace('<md:EntityDescriptor', '<md:EntityDescriptor validUntil="2020-01-01T00:00:00Z"'),
}
const server = createServer((request, response) => {
  const page = pages[request.url ?? '']
  response.writeHead(page === undefined ? 404 : 200).end(page)
})
let its = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  its = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

let made = 0
const create = (given: object) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/identity-providers',
    headers,
    payload: { name: `Provider ${++made}`, protocol: 'saml', ...given },
  })
type Wrong = { problems: readonly { field: string; says: string }[] }

describe('whoever sets up a SAML provider', () => {
  it.each([
    ['neither an address nor the metadata', {}, 'metadataUrl'],
    ['both', { metadataUrl: 'https://idp.example.com/metadata', metadata }, 'metadataUrl'],
    ['an address in the clear', { metadataUrl: 'http://idp.example.com/metadata' }, 'metadataUrl'],
    ['metadata that is none', { metadata: '<html></html>' }, 'metadata'],
    ['a group without a role', { metadata, groupRoles: [{ group: 'leads', role: '' }] }, 'groupRoles'],
  ])('is told where %s is given', async (_, given, field) => {
    const answer = await create(given)
    expect(answer.statusCode).toBe(422)
    expect(answer.json<Wrong>().problems.map((one) => one.field)).toContain(field)
  })

  it('is told in words, when they try it, what is wrong', async () => {
    const tried = async (given: object): Promise<unknown> => {
      const { id } = (await create(given)).json<{ id: string }>()
      const at = `/api/v1/identity-providers/${id}/actions/try`
      const answer = await app.inject({ method: 'POST', url: at, headers, payload: {} })
      return answer.statusCode === 200 ? 'fine' : answer.json<Wrong>().problems[0]?.says
    }
    expect(await tried({ metadata })).toBe('fine')
    expect(await tried({ metadataUrl: `${its}/right` })).toBe('fine')
    expect(await tried({ metadataUrl: `${its}/html` })).toContain('of no use')
    expect(await tried({ metadataUrl: `${its}/gone` })).toContain('it answers 404')
    expect(await tried({ metadataUrl: `${its}/over` })).toBe('This metadata held until 2020-01-01.')
    expect(await tried({ metadataUrl: `http://127.0.0.1:${await freePort()}/` })).toContain('nothing listens at')
    expect(await tried({ metadata: metadataWith() })).toContain('no certificate')
  })

  it('sees which addresses the provider has to know, and what it says of itself', async () => {
    const { id } = (await create({ metadata })).json<{ id: string }>()
    const at = `/api/v1/identity-providers/${id}/connection`
    const seen = (await app.inject({ url: at, headers })).json<{
      addresses: readonly { address: string }[]
      saysOfItself: unknown
    }>()
    const ours = `${url}/api/v1/sign-in/providers/${id}`
    expect(seen.addresses.map(({ address }) => address)).toEqual(
      ['metadata', 'acs', 'saml-logout'].map((end) => `${ours}/${end}`),
    )
    expect(seen.saysOfItself).toMatchObject({ entityId, signOn: signOnAt })
    const reader = await createCaller(kernel, { name: 'Reader', permissions: ['person.read'] })
    const refused = await app.inject({ url: at, headers: { authorization: `Bearer ${reader.token}` } })
    expect(refused.statusCode).toBe(403)
  })
})

describe('what we say of ourselves', () => {
  it('is told to everybody, with the certificate of the one key that this installation has', async () => {
    const { id } = (await create({ metadata })).json<{ id: string }>()
    const keys = await Promise.all(Array.from({ length: 4 }, () => samlKeyOf(kernel)))
    expect(new Set(keys.map(({ certificate }) => certificate)).size).toBe(1)
    const answer = await app.inject({ url: `/api/v1/sign-in/providers/${id}/metadata` })
    expect(answer.headers['content-type']).toContain('application/samlmetadata+xml')
    const [, body = ''] = keys[0]?.certificate.replaceAll('\n', '').split('-----BEGIN CERTIFICATE-----') ?? []
    expect(answer.body).toContain(body.replace('-----END CERTIFICATE-----', ''))
    const [row] = await db.query<{ private_key: string }>('select private_key from saml_key')
    expect(row?.private_key.startsWith('sealed.')).toBe(true)
    expect(answer.body).not.toContain('PRIVATE')
  })

  it('is nothing for who speaks OpenID Connect, or isn’t there', async () => {
    const other = await create({ protocol: 'oidc', issuer: 'https://sso.example.com', clientId: 'x' })
    const ids = [other.json<{ id: string }>().id, crypto.randomUUID(), 'x']
    const found = await Promise.all(ids.map((id) => app.inject({ url: `/api/v1/sign-in/providers/${id}/metadata` })))
    expect(found.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404])
  })
})

it('leaves a cookie with the browser that over https this very host alone can set', async () => {
  const { id } = (await create({ metadata })).json<{ id: string }>()
  const answer = await app.inject({ url: `/api/v1/sign-in/providers/${id}/start` })
  const cookie = String(answer.headers['set-cookie'])
  expect(cookie).toMatch(
    /^__Host-quarterdeck\.sign_in=[\w-]{32}; Max-Age=900; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  )
  expect(cookie).not.toContain('Domain')
})
