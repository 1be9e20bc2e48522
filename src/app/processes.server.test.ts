import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import PgBoss from 'pg-boss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { createAccount } from '../kernel/access/accounts.server.ts'
import { systemClock } from '../kernel/clock.ts'
import { verifyHistory } from '../kernel/history/verify.server.ts'
import { freePort } from '../../test/kit/free-port.ts'
import { assertionOf, base64, makeKeys, messageIn, metadataWith, responseOf, signed } from '../../test/kit/saml.ts'
import { form } from '../../test/kit/walker.ts'

const root = path.join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-processes-'))
const { db, connectionString } = await testDatabase()
const email = 'administrator@example.com'
const password = 'five green lamps at sea'
const patience = 60_000

interface Part {
  readonly child: ChildProcess
  readonly said: () => string
  readonly ended: Promise<unknown>
  readonly url: string
}
const begun: Part[] = []
let one: Part
let two: Part

/** By which people know both, as behind a load balancer. */
let url = ''
beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  one = begin('--server', port)
  await until(() => isReady(one))
  two = begin('--server', await freePort())
  const worker = begin('--worker')
  await until(() => isReady(two))
  await until(() => worker.said().includes('The worker runs'))
  const clock = systemClock
  await createAccount({ db, clock }, { name: 'Administrator', email, password, roles: ['administrator'] })
}, 2 * patience)
afterAll(async () => {
  for (const { child, ended } of begun) {
    child.kill('SIGKILL')
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
})

/** A process as it runs behind a load balancer, or beside one. */
function begin(kind: '--server' | '--worker', port = 0): Part {
  const flags = kind === '--server' ? ['--no-build', '--port', String(port)] : []
  const child = spawn(process.execPath, ['src/app/cli.ts', 'start', kind, ...flags], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: connectionString,
      QUARTERDECK_DATA: folder,
      QUARTERDECK_URL: url,
      QUARTERDECK_SECRET: 'one secret for all processes of a test',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = new Promise((resolve) => child.once('close', resolve))
  const part = { child, said: () => text, ended, url: `http://127.0.0.1:${port}` }
  begun.push(part)
  return part
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + patience
  while (!(await isSo())) {
    if (performance.now() > end)
      throw new Error(`It did not come to that.\n${begun.map(({ said }) => said()).join('\n')}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const isReady = ({ url }: Part): Promise<boolean> =>
  fetch(`${url}/readyz`)
    .then(({ ok }) => ok)
    .catch(() => false)

async function signIn({ url }: Part): Promise<Record<string, string>> {
  const answer = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, as: 'token' }),
  })
  const { token } = (await answer.json()) as { token: string }
  return { authorization: `Bearer ${token}` }
}

async function send(url: string, headers: Record<string, string>, method = 'GET', body?: object): Promise<Response> {
  const json = body ? { 'content-type': 'application/json' } : undefined
  return fetch(url, { method, headers: { ...headers, ...json }, ...(body ? { body: JSON.stringify(body) } : {}) })
}

describe('several processes on one database', { timeout: 2 * patience }, () => {
  it('tell an open page on one what was changed on another', async () => {
    const headers = await signIn(one)
    const stop = new AbortController()
    const stream = await fetch(`${two.url}/api/v1/live`, { headers, signal: stop.signal })
    const created = await send(`${one.url}/api/v1/people`, headers, 'POST', {
      name: 'Priya',
      email: 'priya@example.com',
      kind: 'employee',
    })
    expect(created.status).toBe(201)
    const { id } = (await created.json()) as { id: string }
    let heard = ''
    for await (const bytes of stream.body ?? []) {
      heard += Buffer.from(bytes as Uint8Array).toString()
      if (heard.includes(id)) break
    }
    expect(heard).toContain(`"id":"${id}"`)
    stop.abort()
  })

  it('refuse at once a session that was ended on another', async () => {
    const headers = await signIn(one)
    expect((await send(`${two.url}/api/v1/me`, headers)).status).toBe(200)
    await send(`${one.url}/api/v1/sign-out`, headers, 'POST')
    const status = async () => (await send(`${two.url}/api/v1/me`, headers)).status
    await expect.poll(status, { timeout: 1000, interval: 20 }).toBe(401)
  })

  it('finish a sign-in by SAML that began on one, was answered on another and ends on the first', async () => {
    const keys = makeKeys()
    const provider = { name: 'Example', protocol: 'saml', metadata: metadataWith(keys.certificate), trustsEmail: true }
    const made = await send(`${one.url}/api/v1/identity-providers`, await signIn(one), 'POST', provider)
    const { id } = (await made.json()) as { id: string }
    const path = `/api/v1/sign-in/providers/${id}`
    const begun = await fetch(`${one.url}${path}/start`, { redirect: 'manual' })
    const [cookie = ''] = (begun.headers.get('set-cookie') ?? '').split(';')
    const { id: request, relayState } = messageIn(begun.headers.get('location') ?? '')
    const recipient = `${url}${path}/acs`
    const told = { audience: `${url}${path}/metadata`, recipient, request, subject: 'the administrator', email }
    const xml = responseOf(signed(assertionOf(told), keys), told)
    const post = form({ SAMLResponse: base64(xml), RelayState: relayState })
    const answered = await fetch(`${two.url}${path}/acs`, { ...post, redirect: 'manual' })
    const finish = `${one.url}${answered.headers.get('location') ?? ''}`
    const ended = await fetch(finish, { headers: { cookie }, redirect: 'manual' })
    expect([ended.status, ended.headers.get('location')]).toEqual([303, '/'])
    expect(ended.headers.getSetCookie().some((line) => line.includes('session_token'))).toBe(true)
  })

  it('do a job once', async () => {
    const boss = new PgBoss({ connectionString, schema: 'pgboss', max: 1, supervise: false, schedule: false })
    await boss.start()
    const id = (await boss.send('clean-up-files', {})) ?? ''
    const job = () => boss.getJobById('clean-up-files', id)
    await expect.poll(async () => (await job())?.state, { timeout: 15_000 }).toBe('completed')
    expect(await job()).toMatchObject({ retryCount: 0 })
    await boss.stop({ graceful: false })
  })

  it('go on with an import whose process was killed, and take no row twice', async () => {
    const headers = await signIn(two)
    const rows = Array.from({ length: 8000 }, (_, n) => `Person ${n},person${n}@example.org,employee`)
    const form = new FormData()
    form.append('type', 'person')
    form.append('file', new Blob([`Name,E-mail,Kind\n${rows.join('\n')}\n`]), 'people.csv')
    const uploaded = await fetch(`${one.url}/api/v1/imports`, { method: 'POST', headers, body: form })
    const { id, mapping } = (await uploaded.json()) as { id: string; mapping: object }
    const status = async () =>
      ((await (await send(`${two.url}/api/v1/imports/${id}`, headers)).json()) as { status: string }).status
    await send(`${one.url}/api/v1/imports/${id}/mapping`, headers, 'PUT', mapping)
    await expect.poll(status, { timeout: patience }).toBe('ready')
    const imported = async (): Promise<number> =>
      (await db.query<{ n: number }>(`select count(*) as n from person where email like '%@example.org'`))[0]?.n ?? 0
    await send(`${one.url}/api/v1/imports/${id}/apply`, headers, 'POST')
    await expect.poll(imported, { timeout: patience, interval: 10 }).toBeGreaterThan(0)
    one.child.kill('SIGKILL')
    await one.ended
    expect(await imported()).toBeLessThan(8000)
    // As half a minute later: what a process was at is its own until then.
    await db.query({ text: 'update import set leased_until = $2 where id = $1', values: [id, new Date(0)] })
    await expect.poll(status, { timeout: patience }).toBe('applied')
    expect(await imported()).toBe(8000)
    expect((await verifyHistory(db)).ok).toBe(true)
  })
})
