import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { testClock } from '../../test/kit/clock.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { openFileStore } from '../kernel/files/store.server.ts'
import { createLog } from '../kernel/log.server.ts'
import { createMetrics } from '../kernel/metrics.server.ts'
import { openKernel } from '../kernel/open-kernel.server.ts'
import { addGauges } from './gauges.ts'
import { readinessOf } from './readiness.ts'
import { registry } from './records.ts'
import { createServer } from './server.ts'

const webFolder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-web-'))
mkdirSync(path.join(webFolder, 'assets'))
writeFileSync(path.join(webFolder, 'index.html'), '<!doctype html><title>Quarterdeck</title>')
writeFileSync(path.join(webFolder, '.stamp'), 'how it was built')
writeFileSync(path.join(webFolder, 'assets', 'app-1a2b.js'), 'console.log(1)')
writeFileSync(path.join(webFolder, 'assets', 'app-1a2b.js.br'), brotliCompressSync('console.log(1)'))

const { db } = await testDatabase()
const clock = testClock()
const lines: string[] = []
const log = createLog({ to: { write: (line: string) => void lines.push(line) } })
let isStopping = false
const kernel = openKernel({
  db,
  registry,
  clock,
  files: openFileStore({ kind: 'folder', folder: path.join(webFolder, 'files') }),
  log,
  secret: 'for tests, and long enough to be one',
  url: 'http://localhost',
})
const app = await createServer({
  kernel,
  log,
  metrics: addGauges(createMetrics(), db),
  readiness: readinessOf(db, { isStopping: () => isStopping }),
  webFolder,
})
const get = (url: string, more: { headers?: Record<string, string>; remoteAddress?: string } = {}) =>
  app.inject({ method: 'GET', url, ...more })

afterAll(async () => {
  await app.close()
  rmSync(webFolder, { recursive: true, force: true })
})

describe('the server', () => {
  it('says that it lives, and whether it can serve', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await get('/readyz')).json()).toEqual({ status: 'ready' })
    isStopping = true
    const stopping = await get('/readyz')
    isStopping = false
    expect(stopping.statusCode).toBe(503)
    expect(stopping.json()).toEqual({ status: 'not ready', why: 'This process is stopping.' })
  })

  it('tells its numbers by route to programs on this machine only', async () => {
    await get('/api/v1/people/0190')
    const numbers = await get('/metrics')
    expect(numbers.body).toContain('route="/api/v1/people/:id",status="401"')
    expect(numbers.body).toMatch(/^process_resident_memory_bytes \d/m)
    expect(numbers.body).toMatch(/^quarterdeck_database_connections\{state="active"\} \d/m)
    expect((await get('/metrics', { remoteAddress: '192.0.2.7' })).statusCode).toBe(404)
  })

  it('lets a browser run nothing but its own scripts', async () => {
    const { headers } = await get('/')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' })
  })

  it('answers every address of the app with its page, and never a missing file with it', async () => {
    for (const url of ['/', '/people', '/people/0190?x=1.js']) {
      expect(await get(url)).toMatchObject({ statusCode: 200, body: expect.stringContaining('Quarterdeck') })
    }
    for (const url of ['/assets/gone.js', '/robots.txt', '/api/v1/nothing', '/.stamp', '/assets/../.stamp']) {
      const answer = await get(url)
      expect([url, answer.statusCode]).toEqual([url, 404])
      expect(answer.headers['content-type']).toContain('application/problem+json')
    }
  })

  it('sends what never changes compressed, and once', async () => {
    const answer = await get('/assets/app-1a2b.js', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect((await get('/')).headers['cache-control']).toBe('no-cache')
  })

  it('logs each request under the id it sends back, without secrets', async () => {
    lines.length = 0
    const headers = { authorization: 'Bearer hunter2hunter2hunter2', cookie: 'quarterdeck.session_token=hunter2' }
    const answer = await get('/api/v1/people?token=hunter2', { headers })
    const line = lines
      .map((text) => JSON.parse(text))
      .find(({ requestId }) => requestId === answer.headers['x-request-id'])
    expect(line).toMatchObject({ method: 'GET', status: 401, path: '/api/v1/people?token=[hidden]' })
    expect(lines.join('')).not.toContain('hunter2')
  })
})
