import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { freePort } from '../../../../test/kit/free-port.ts'
import { type Caller, createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { roles } from '../../../foundation/roles.ts'
import { systemClock } from '../../../kernel/clock.ts'
import { ensureCatalogue } from './keep-catalogue.server.ts'

const { kernel, db, connectionString } = await testApplication({ clock: systemClock })
const desk = kernel.store.asSystem('test')
const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-orders-'))
// A start takes long where much else runs.
const patience = 60_000
const port = await freePort()
const url = `http://127.0.0.1:${port}`
let child: ChildProcess | undefined
afterAll(async () => {
  if (child) await kill(child)
  rmSync(folder, { recursive: true, force: true })
})

/** Server and worker in one process, as `npm start` runs them. */
async function begin(): Promise<ChildProcess> {
  const started = spawn(
    process.execPath,
    ['src/app/cli.ts', 'start', '--empty', '--no-build', '--port', String(port)],
    {
      env: {
        ...process.env,
        DATABASE_URL: connectionString,
        QUARTERDECK_DATA: folder,
        QUARTERDECK_URL: url,
        QUARTERDECK_LOG: 'warn',
        QUARTERDECK_RATE_LIMITS: 'off',
        QUARTERDECK_SECRET: 'only for tests, and long enough to be one',
      },
      stdio: 'ignore',
    },
  )
  child = started
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  await expect.poll(isReady, { timeout: patience, interval: 30 }).toBe(true)
  return started
}
async function kill(killed: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => killed.once('close', resolve))
  killed.kill('SIGKILL')
  await gone
}

const everyday = roles.find(({ name }) => name === 'employee')?.permissions ?? []
const today = new Date().toISOString().slice(0, 10)
const software = { software: 'Figma', why: 'To draw the new dials.' }
const file = { path: 'S:/plans.xlsx', day: today }
const both = { with0: true, with1: true, p0_software: 'Figma', p0_why: software.why, p1_path: file.path, p1_day: today }
const wanted = new Map<string, object>()
let asker: Caller
let boss: Caller

beforeAll(async () => {
  await ensureCatalogue(desk)
  const { rows } = await desk.list('catalogue_item', { limit: 100, sort: 'name' })
  const idOf = (name: string): string => rows.find(({ title }) => title === name)?.id ?? ''
  const items = [idOf('Software installation'), idOf('Bring a file back')]
  const bundle = await desk.create('catalogue_item', {
    ...{ name: 'Both at once', summary: 'A program and a file.', kind: 'bundle', items },
  })
  await desk.move('catalogue_item', bundle.id, 'offer')
  wanted
    .set(items[0] ?? '', software)
    .set(items[1] ?? '', file)
    .set(bundle.id, both)
  const world = createWorld(kernel)
  const manager = (await world.another('person', { name: 'Priya Nair' })).id
  const self = (await world.another('person', { name: 'Ada Kern', manager })).id
  boss = await createCaller(kernel, { name: 'Priya Nair', permissions: everyday, self: manager })
  asker = await createCaller(kernel, { name: 'Ada Kern', permissions: everyday, self })
})

const send = (who: Caller, method: string, at: string, body?: object, headers = {}) =>
  fetch(`${url}/api/v1${at}`, {
    method,
    headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  })

it(
  'killed in the middle of ordering, an acknowledged order is there once, with its approvals, tasks and parts, and none twice',
  async () => {
    const acknowledged = new Map<string, string>()
    let isOver = false
    let isGivenUp = false
    // As a browser does: sent again under the same key until it is answered.
    const place = async (item: string, answers: object, key: string): Promise<unknown> => {
      while (!isGivenUp) {
        const answer = await send(
          asker,
          'POST',
          `/catalogue-items/${item}/order`,
          { answers },
          { 'idempotency-key': key },
        )
          .then(async (got) => ({ status: got.status, body: (await got.json()) as { id: string } }))
          .catch(() => null)
        if (answer?.status === 201) return acknowledged.set(key, answer.body.id)
        expect(answer === null || answer.status >= 500, JSON.stringify(answer)).toBe(true)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
    let placed = 0
    const order = async () => {
      while (!isOver)
        for (const [item, answers] of wanted) {
          if (isOver) return
          await place(item, answers, `order-${++placed}`)
        }
    }
    const approve = async (): Promise<number> => {
      const answer = await send(boss, 'GET', '/approvals/waiting').catch(() => null)
      const { approvals = [] } = answer?.ok ? ((await answer.json()) as { approvals: { id: string }[] }) : {}
      for (const { id } of approvals)
        await send(boss, 'POST', `/approvals/${id}/votes`, { isYes: true, comment: '' }).catch(() => null)
      return answer?.ok ? approvals.length : -1
    }
    const approving = async () => {
      while (!isOver) {
        await approve()
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }

    let running = await begin()
    const busy = [order(), order(), approving()]
    try {
      for (let kills = 0; kills < 2; kills += 1) {
        const before = acknowledged.size
        await expect
          .poll(() => acknowledged.size, { timeout: patience, interval: 1 })
          .toBeGreaterThan(before + 6 + kills)
        await kill(running)
        running = await begin()
      }
      isOver = true
      await Promise.all(busy)
    } finally {
      isOver = isGivenUp = true
    }
    await expect.poll(approve, { timeout: patience, interval: 50 }).toBe(0)
    const waiting = async () =>
      (await db.query(`select 1 from ticket where state = 'awaiting_approval' and archived_at is null`)).length
    await expect.poll(waiting, { timeout: patience, interval: 50 }).toBe(0)

    const kept = await db.query<{ key: string; ticket: string }>('select key, ticket_id as ticket from catalogue_order')
    expect(new Map(kept.map(({ key, ticket }) => [key, ticket]))).toEqual(acknowledged)
    expect(new Set(acknowledged.values()).size).toBe(acknowledged.size)
    const made = await db.query<{ id: string }>('select id from ticket where parent is null and item is not null')
    expect(new Set(made.map(({ id }) => id))).toEqual(new Set(acknowledged.values()))

    const shapes = await db.query<{ name: string; shape: string }>(
      `select i.name, string_agg(distinct concat_ws(' ', coalesce(tasks, '-'), approvals, parts), ' | ') as shape
      from ticket t join catalogue_item i on i.id = t.item
      cross join lateral (select string_agg(key, ',' order by key) as tasks from fulfilment_task where ticket = t.id) k
      cross join lateral (select count(*) as approvals from approval where record_id = t.id and state = 'approved') a
      cross join lateral (select string_agg(p.title, ',' order by p.title) as parts from ticket p where p.parent = t.id) p
      group by i.name order by i.name`,
    )
    expect(shapes).toEqual([
      { name: 'Both at once', shape: '- 0 Bring a file back,Software installation' },
      { name: 'Bring a file back', shape: 'restore 0' },
      { name: 'Software installation', shape: 'check,install 1' },
    ])
  },
  3 * patience,
)
