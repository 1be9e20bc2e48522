import { fastify } from 'fastify'
import { expect, it } from 'vitest'
import { guardHeaders } from './server-headers.ts'

async function headersOf(url: string, { isSecure }: { isSecure: boolean }): Promise<Record<string, unknown>> {
  const app = fastify()
  guardHeaders(app, { isSecure })
  app.get('/api/v1/x', async () => ({}))
  app.get('/api/v1/kept', async (_request, reply) => reply.header('cache-control', 'private').send({}))
  app.get('/api/v1/broken', async () => {
    throw new Error('broken')
  })
  const { headers } = await app.inject({ url })
  await app.close()
  return headers
}

it.each(['/api/v1/x', '/api/v1/broken', '/nothing'])('guards every answer, errors too: %s', async (url) => {
  const headers = await headersOf(url, { isSecure: true })
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
  })
  expect(headers).not.toHaveProperty('access-control-allow-origin')
  expect(headers).not.toHaveProperty('x-powered-by')
})

it('lets a page load and send nothing elsewhere, and be framed nowhere', async () => {
  const policy = String((await headersOf('/nothing', { isSecure: true }))['content-security-policy'])
  const directives = new Map(policy.split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1).join(' ')]))
  expect(Object.fromEntries(directives)).toEqual({
    'default-src': "'self'",
    'script-src': "'self'",
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self' blob:",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'upgrade-insecure-requests': '',
  })
})

it('asks for https only where it is served over https', async () => {
  const headers = await headersOf('/nothing', { isSecure: false })
  expect(headers).not.toHaveProperty('strict-transport-security')
  expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests')
})

it('keeps answers of the API out of caches, but where a route says otherwise', async () => {
  expect(await headersOf('/api/v1/x', { isSecure: false })).toMatchObject({ 'cache-control': 'no-store' })
  expect(await headersOf('/api/v1/kept', { isSecure: false })).toMatchObject({ 'cache-control': 'private' })
})
