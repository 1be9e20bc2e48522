// Loads a million tickets with their histories, then measures what a service desk does all day beside its limit.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { hashToken } from '../../src/kernel/access/token.server.ts'
import { openDb } from '../../src/kernel/database/db.server.ts'
import { startEmbedded } from '../../src/kernel/database/embedded.server.ts'
import { migrate } from '../../src/kernel/database/migrate.server.ts'
import { makePartitions } from '../../src/kernel/history/partition.server.ts'
import type { Kernel } from '../../src/kernel/kernel.server.ts'
import { openBooks } from '../../src/internal/support/service-levels/book.server.ts'
import { recomputeOpen } from '../../src/internal/support/service-levels/recompute.server.ts'
import { signIn, token } from '../account.ts'
import { secondsOf } from '../drive.ts'
import { startServer } from '../measured-server.ts'
import { alone, pair, print, type Row, row } from '../table.ts'
import { type Agent, permissions, reads, searches } from './cases.ts'
import { supportKernel } from './kernel.ts'
import { castOf, loadGround, loadTickets } from './load.ts'
import { mailIntake } from './mail.ts'
import { managersFigures } from './managers.ts'
import type { Cast } from './story.ts'
import { writes } from './writes.ts'

/** Measures with so many tickets; `keep` names a folder in which the loaded database stays for the next run. */
export async function measureSupport({ rows, keep }: { rows: number; keep: string | undefined }): Promise<void> {
  const data = keep ? path.resolve(keep) : mkdtempSync(path.join(tmpdir(), 'quarterdeck-bench-'))
  const embedded = await startEmbedded({
    data,
    holder: 'bench',
    log: { info: () => undefined, warn: console.warn, error: console.error },
  })
  const db = openDb({ connectionString: embedded.connectionString })
  try {
    await migrate(db)
    await makePartitions(db, new Date())
    const kernel = supportKernel(db, data)
    const loaded = await loadOnce(kernel, rows)
    const agent = await prepareAgent(kernel, { data, cast: await castOf(db) })
    const clocks = await recomputed(kernel)
    const measured = { program: 'support/serve.ts', database: embedded.connectionString, agent, token }
    const server = await startServer(measured)
    const table: Row[] = []
    const add = (...figures: readonly Row[]): void => {
      for (const one of figures) console.log(`  ${one.join(' · ')}`)
      table.push(...figures)
    }
    add(...loaded, clocks)
    for (const { says, path: at, name } of reads)
      add(await pair(says, server.ours(at(agent)), server.limit(`/${name}`)))
    for (const { says, path: at } of searches) add(await alone(says, server.ours(at(agent))))
    for (const [says, ours, limit] of writes(server, agent)) add(await pair(says, ours, limit))
    const memory = Math.round((await server.memory()) / 1e6)
    add(row('memory of the server after all this, MB resident', { figures: [String(memory)] }))
    server.child.kill('SIGKILL')
    add(...(await managersFigures(kernel)))
    add(...(await mailIntake(kernel)))
    const [count] = await db.query<{ n: number }>('select count(*) as n from ticket')
    print(count?.n ?? 0, table)
  } finally {
    await db.close()
    await embedded.stop()
    if (!keep) rmSync(data, { recursive: true, force: true })
  }
}

/** Loads what isn't there from an earlier run; the speed of it, where it was loaded now. */
async function loadOnce(kernel: Kernel, rows: number): Promise<readonly Row[]> {
  const [known] = await kernel.db.query<{ n: number }>('select count(*) as n from ticket')
  if (known?.n) {
    console.log(`There are ${known.n} tickets already.`)
    return []
  }
  console.log(`Loading ${rows} tickets with their histories through the bulk path …`)
  await loadGround(kernel)
  const extent = { rows, open: Math.min(10_000, rows >> 1), now: new Date() }
  const cast = await castOf(kernel.db)
  const { seconds, events } = await loadTickets(kernel, { cast, extent, say: console.log })
  await kernel.db.query('vacuum analyze')
  const [many, all] = [rows / seconds, events / seconds].map((figure) => figure.toFixed(0))
  return [
    row('bulk load: tickets/s, with all that happened, checked, searchable and its promises kept', {
      figures: ['', '', '', many ?? ''],
    }),
    row('the same: entries of the history/s', { figures: ['', '', '', all ?? ''] }),
  ]
}

async function prepareAgent(kernel: Kernel, { data, cast }: { data: string; cast: Cast }): Promise<Agent> {
  const { db } = kernel
  const [team = '', self = '', reason = ''] = [cast.teams[0], cast.people[0], cast.reasons[0]]
  const account = await signInAgain(kernel, self)
  // What an earlier run created would fill the team's queue.
  const left = await db.query<{ id: string }>({
    text: `select id from ticket where created_by = $1 and state = 'new' order by id`,
    values: [account],
  })
  const made = left.map(({ id }) => id)
  await kernel.store.asSystem('bench').moveMany('ticket', made, 'cancel')
  const inWork = await db.query<{ id: string }>({
    text: `select id from ticket where team = $1 and state = 'in_progress' and assignee is not null order by id limit 400`,
    values: [team],
  })
  const ids = inWork.map(({ id }) => id)
  const sample = ids.shift() ?? ''
  const half = ids.length >> 1
  await makeRich(kernel, sample, ids)
  return { data, account, self, team, reason, sample, inWork: ids.slice(0, half), forLimit: ids.slice(half) }
}

async function signInAgain({ db }: Kernel, self: string): Promise<string> {
  const [known] = await db.query<{ account: string }>({
    text: `update session set expires_at = now() + interval '1 day', created_at = now(), updated_at = now()
      where token = $1 returning account_id as account`,
    values: [hashToken(token)],
  })
  return known?.account ?? signIn(db, self, permissions)
}

/** Fifty entries, and something of everything that hangs on a ticket. */
async function makeRich({ db, store }: Kernel, id: string, others: readonly string[]): Promise<void> {
  const [head] = await db.query<{ entries: number }>({ text: 'select entries from record where id = $1', values: [id] })
  if ((head?.entries ?? 0) >= 50) return
  const records = store.asSystem('bench')
  for (let n = 0; n < 49; n += 1) await records.update('ticket', id, { title: `printer stopped, try ${n}` })
  await db.query({
    text: `with t as (insert into task (id, record_id, title, position, at, by_name)
        select gen_random_uuid(), $1, 'Step ' || n, n, now(), 'Bench' from generate_series(1, 8) n),
      g as (insert into tag (record_id, name) select $1, 'tag' || n from generate_series(1, 4) n),
      l as (insert into relation (id, link, from_id, to_id, at, by_name)
        select gen_random_uuid(), 'ticket_blocks', $1, o, now(), 'Bench' from unnest($2::uuid[]) o)
      insert into comment (id, record_id, text, html, is_internal, at, by_name)
        select gen_random_uuid(), $1, 'Have a look', '<p>Have a look</p>', n % 2 = 0, now(), 'Bench' from generate_series(1, 30) n`,
    values: [id, others.slice(0, 6)],
  })
}

/** All running clocks worked out anew after the calendar that they go by has changed, five times. */
async function recomputed(kernel: Kernel): Promise<Row> {
  const records = kernel.store.asSystem('bench')
  const [calendar] = (await records.list('calendar', { filter: { isDefault: true } })).rows
  const times: number[] = []
  let looked = 0
  for (let turn = 0; turn < 5; turn += 1) {
    await records.update('calendar', calendar?.id ?? '', { monday: turn % 2 ? '08:00–17:00' : '09:00–16:00' })
    times.push(await secondsOf(async () => (looked = await recomputeOpen(kernel, openBooks(kernel)))))
  }
  const middle = times.toSorted((a, b) => a - b)[2] ?? 0
  return row(`${looked} open tickets’ clocks worked out anew after a calendar changed: seconds`, {
    figures: [middle.toFixed(2)],
  })
}
