import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import PgBoss from 'pg-boss'
import { startLoad } from '../chaos/load.ts'
import { canCluster, type Cluster, isReady, startCluster, until } from './cluster.ts'

// The second run of the server's tests, on the distribution's PostgreSQL, would do the very same again.
const isSecondRun = Boolean(process.env['TEST_DATABASE_URL'])
const isSkipped = isSecondRun || (!canCluster && !process.env['CI'])
const email = 'administrator@example.com'
const password = 'five green lamps at sea'

let cluster: Cluster
let stop = async (): Promise<void> => undefined
let one: string
let two: string
let headers: Record<string, string>

describe.skipIf(isSkipped)(
  'two servers and two workers behind a pooler, on a primary with a replica (needs postgresql and pgbouncer)',
  { timeout: 150_000 },
  () => {
    beforeAll(async () => {
      cluster = await startCluster()
      stop = cluster.stop
      one = cluster.servers[0].url
      two = cluster.servers[1].url
      const code = [...cluster.servers[1].said().matchAll(/code {2}([A-Z0-9-]{19})/g)].at(-1)?.[1]
      const made = await send(one, 'POST', 'set-up', { code, name: 'Administrator', email, password })
      expect(made.ok, await made.clone().text()).toBe(true)
      headers = await signIn(one)
    }, 240_000)
    afterAll(() => stop(), 60_000)

    it('a page at one hears what is written at the other', async () => {
      const leave = new AbortController()
      const stream = await fetch(`${two}/api/v1/live`, { headers, signal: leave.signal })
      const id = await createPerson(one, 'Priya')
      let heard = ''
      for await (const bytes of stream.body ?? []) {
        heard += Buffer.from(bytes as Uint8Array).toString()
        if (heard.includes(id)) break
      }
      leave.abort()
      expect(heard).toContain(`"id":"${id}"`)
    })

    it('who signed in at one is signed in at the other, and ended at one is ended at both', async () => {
      const session = await signIn(one)
      expect((await send(two, 'GET', 'me', undefined, session)).status).toBe(200)
      await send(two, 'POST', 'sign-out', undefined, session)
      const status = async (at: string) => (await send(at, 'GET', 'me', undefined, session)).status
      await expect.poll(() => status(one), { timeout: 1000, interval: 20 }).toBe(401)
      expect(await status(two)).toBe(401)
    })

    it('wrong passwords count at both together', async () => {
      const statuses: number[] = []
      for (let n = 0; n < 12; n += 1) {
        const at = n % 2 === 0 ? one : two
        const answer = await send(
          at,
          'POST',
          'sign-in',
          { email: 'nobody@example.com', password: 'wrong wrong wrong' },
          {},
        )
        statuses.push(answer.status)
      }
      expect(statuses[0]).toBe(401)
      expect(statuses.slice(-2)).toEqual([429, 429])
    })

    it('requests count at both together', async () => {
      const session = await signIn(one)
      const remaining = async (at: string): Promise<number> =>
        Number((await send(at, 'GET', 'me', undefined, session)).headers.get('ratelimit-remaining'))
      // Not across the end of a minute, when counting begins anew.
      await until(() => new Date().getSeconds() < 40, cluster.said)
      const before = await remaining(one)
      for (let n = 0; n < 20; n += 1) await remaining(two)
      const used = async (): Promise<number> => before - (await remaining(one))
      await expect.poll(used, { timeout: 10_000, interval: 500 }).toBeGreaterThanOrEqual(20)
    })

    it('a job runs once, at one worker', async () => {
      const boss = new PgBoss({
        connectionString: cluster.pair.primary.url,
        schema: 'pgboss',
        max: 2,
        supervise: false,
        schedule: false,
      })
      boss.on('error', () => undefined)
      await boss.start()
      const sent = await Promise.all(Array.from({ length: 20 }, () => boss.send('forget-idempotency-keys', {})))
      const ids = sent.map((id) => id ?? '')
      const states = () =>
        Promise.all(ids.map(async (id) => (await boss.getJobById('forget-idempotency-keys', id))?.state))
      await expect.poll(states, { timeout: 60_000, interval: 500 }).toEqual(ids.map(() => 'completed'))
      await boss.stop({ graceful: false })
      const runs = (id: string): number =>
        cluster.workers
          .map(
            ({ said }) =>
              said()
                .split('\n')
                .filter((line) => line.includes(id) && line.includes('A job runs.')).length,
          )
          .reduce((a, b) => a + b, 0)
      expect(ids.map(runs)).toEqual(ids.map(() => 1))
    })

    it('nobody misses their own write while the replica stands still, and a count is right seconds later', async () => {
      await cluster.pair.replica.ask('select pg_wal_replay_pause()')
      const before = await count(one)
      const id = await createPerson(one, 'Lagging')
      for (const at of [one, two]) {
        expect((await send(at, 'GET', `people/${id}`)).status).toBe(200)
        const listed = (await (await send(at, 'GET', 'people?limit=50&columns=name&sort=-createdAt')).json()) as {
          rows: { id: string }[]
        }
        expect(listed.rows.map((row) => row.id)).toContain(id)
      }
      for (const at of [one, two])
        await expect.poll(() => count(at), { timeout: 20_000, interval: 250 }).toBe(before + 1)
      await cluster.pair.replica.ask('select pg_wal_replay_resume()')
    })

    it('survives the loss of the primary: everything acknowledged is there, and all go on by themselves', async () => {
      const load = startLoad(one, headers)
      await until(() => load.acknowledged.size > 50, cluster.said)
      await cluster.pair.primary.kill()
      await new Promise((resolve) => setTimeout(resolve, 1000))
      const atLoss = load.acknowledged.size
      await cluster.pair.promote()
      cluster.pooler.leadTo(cluster.pair.replica.port)
      const took = await until(() => load.acknowledged.size > atLoss + 20, cluster.said, 60_000)
      await load.stop()
      expect(load.refused).toEqual([])
      for (const at of [one, two]) await until(() => isReady(at), cluster.said, 30_000)
      expect(took).toBeLessThan(60_000)

      const found = new Map<string, string>()
      for (let after: string | null = ''; after !== null; ) {
        const page = (await (
          await send(
            two,
            'GET',
            `people?limit=1000&columns=name&sort=createdAt${after ? `&after=${encodeURIComponent(after)}` : ''}`,
          )
        ).json()) as { rows: { id: string; name: string }[]; next: string | null }
        for (const { id, name } of page.rows) found.set(name, id)
        after = page.next
      }
      expect([...load.acknowledged].filter(([name, id]) => found.get(name) !== id)).toEqual([])
      // Live updates and the workers have found their way too.
      const leave = new AbortController()
      const stream = await fetch(`${two}/api/v1/live`, { headers, signal: leave.signal })
      const id = await createPerson(one, 'After the loss')
      let heard = ''
      for await (const bytes of stream.body ?? []) {
        heard += Buffer.from(bytes as Uint8Array).toString()
        if (heard.includes(id)) break
      }
      leave.abort()
      const followed = async (): Promise<number> => {
        const { processors } = (await (await send(one, 'GET', 'jobs')).json()) as {
          processors: { behind: number; dead: number }[]
        }
        return processors.reduce((sum, { behind, dead }) => sum + behind + dead, 0)
      }
      await expect.poll(followed, { timeout: 60_000, interval: 500 }).toBe(0)
      const { code, says } = await cluster.run('verify')
      expect(says).not.toMatch(/altered|missing|inserted/i)
      expect(code).toBe(0)
      console.log(
        `After the loss of the primary writes went on ${(took / 1000).toFixed(1)} s after the replica was promoted.`,
      )
    })
  },
)

async function createPerson(at: string, name: string): Promise<string> {
  const answer = await send(at, 'POST', 'people', { name })
  expect(answer.status, await answer.clone().text()).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

async function count(at: string): Promise<number> {
  return ((await (await send(at, 'GET', 'people/count')).json()) as { count: number }).count
}

async function signIn(at: string): Promise<Record<string, string>> {
  const answer = await send(at, 'POST', 'sign-in', { email, password, as: 'token' }, {})
  expect(answer.status, await answer.clone().text()).toBe(200)
  return { authorization: `Bearer ${((await answer.json()) as { token: string }).token}` }
}

function send(
  at: string,
  method: string,
  path: string,
  body?: object,
  as: Record<string, string> = headers,
): Promise<Response> {
  return fetch(`${at}/api/v1/${path}`, {
    method,
    headers: { ...as, 'x-quarterdeck': 'test', ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
}
