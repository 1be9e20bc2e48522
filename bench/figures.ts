// Loads a million tickets by the project’s own bulk path, then measures each kind of work beside its limit.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemClock } from '../src/kernel/clock.ts'
import { openDb } from '../src/kernel/database/db.server.ts'
import { tableOf } from '../src/kernel/database/declared.server.ts'
import { startEmbedded } from '../src/kernel/database/embedded.server.ts'
import { migrate } from '../src/kernel/database/migrate.server.ts'
import { makePartitions } from '../src/kernel/history/partition.server.ts'
import { openStore, type Store } from '../src/kernel/record/store.server.ts'
import { signIn, token } from './account.ts'
import { judgeRules, tellPeople } from './background.ts'
import { type Agent, reads } from './cases.ts'
import { drive, type Figures, type Shot } from './drive.ts'
import { type Imported, importFile } from './import.ts'
import { copyLimit, type Loaded, load, spreadStates, ticket } from './load.ts'
import { type MeasuredServer, startServer } from './measured-server.ts'
import { inMs, pair, perSecond, print, type Row, row } from './table.ts'
import { benchRegistry, benchTicket } from './ticket.ts'

const rows = Number(process.argv[2] ?? 1_000_000)
const say = (text: string): void => console.log(text)

const data = mkdtempSync(path.join(tmpdir(), 'quarterdeck-bench-'))
const embedded = await startEmbedded({
  data,
  holder: 'bench',
  log: { info: () => undefined, warn: console.warn, error: console.error },
})
const db = openDb({ connectionString: embedded.connectionString })
async function bench(): Promise<void> {
  await migrate(db)
  await db.query(tableOf(benchTicket))
  await makePartitions(db, new Date())
  const store = openStore({ db, registry: benchRegistry, clock: systemClock })
  say(`Loading ${rows} tickets through the bulk path …`)
  const loaded = await load(store, rows, say)
  const copied = await copyLimit(db, Math.min(rows, 200_000))
  const imported = await importFile(db, data, Math.min(rows, 100_000))
  await spreadStates(db)
  const agent = await prepareAgent(store, loaded)
  const measured = { program: 'serve.ts', database: embedded.connectionString, agent, token }
  const server = { ...(await startServer(measured)), agent }
  const table = [bulkRow(loaded, copied), ...importRows(imported, copied)]
  for (const read of reads)
    table.push(await pair(read.says, server.ours(read.path(server.agent)), server.limit(`/${read.name}`)))
  table.push(...(await depth(server)))
  for (const [says, ours, limit] of writes(server, loaded)) table.push(await pair(says, ours, limit))
  table.push(
    row('memory of the server after all this, MB resident', {
      figures: [String(Math.round((await server.memory()) / 1e6))],
    }),
  )
  server.child.kill('SIGKILL')
  table.push(...(await backgroundRows(loaded)))
  print(rows, table)
}

async function prepareAgent(
  store: Store,
  { teams, people }: Loaded,
): Promise<Agent & { account: string; permissions: readonly string[] }> {
  const [team, self] = [teams[0] ?? '', people[0] ?? '']
  await store.asSystem('bench').update('team', team, { members: [self] })
  const permissions = ['person.read', 'team.read', 'bench_ticket.write', 'bench_ticket.archive', 'history.read']
  const account = await signIn(db, self, permissions)
  const [sample] = await db.query<{ id: string }>({
    text: 'select id from bench_ticket where team = $1 order by id limit 1',
    values: [team],
  })
  const id = sample?.id ?? ''
  for (let n = 0; n < 49; n += 1)
    await store.asSystem('bench').update('bench_ticket', id, { title: `printer stopped, try ${n}` })
  return { account, groups: [team], permissions, sample: id }
}

interface Server extends MeasuredServer {
  readonly agent: Agent
}

/** The first page against the 10,000th, reached by its key. */
async function depth({ ours, agent }: Server): Promise<readonly Row[]> {
  const base = '/api/v1/bench-tickets?limit=50&sort=-createdAt&columns=title'
  const [deep] = await db.query<{ created_at: Date; id: string }>({
    text: 'select created_at, id from bench_ticket where team = $1 order by created_at desc, id desc offset $2 limit 1',
    values: [agent.groups[0], Math.floor(rows / 20 / 2)],
  })
  const cursor = Buffer.from(JSON.stringify([deep?.created_at.toISOString(), deep?.id])).toString('base64url')
  const [first, far] = [await drive(ours(base)), await drive(ours(`${base}&after=${cursor}`))]
  const figures = (one: Figures): readonly string[] => [
    ...inMs(one),
    Math.round(one.perSecond).toString(),
    '',
    (one.perSecond / first.perSecond).toFixed(2),
  ]
  return [
    row('list without a filter: first page', { figures: figures(first) }),
    row('the page in the middle of all I may see, by key', { figures: figures(far) }),
  ]
}

function writes({ ours, limit, agent }: Server, { teams, people }: Loaded): readonly (readonly [string, Shot, Shot])[] {
  let n = rows
  let version = 0
  const versions = new Map<string, number>()
  const pool: string[] = []
  const created: Shot = {
    ...ours('/api/v1/bench-tickets'),
    method: 'POST',
    body: () => ({ json: { ...ticket(n++, teams.slice(0, 1), people) } }),
    onAnswer: (body) => remember(body),
  }
  const remember = (body: string): void => {
    const { id, version: at } = JSON.parse(body) as { id: string; version: number }
    versions.set(id, at)
    pool.push(id)
  }
  const updated: Shot = {
    ...ours('/api/v1/bench-tickets/x'),
    method: 'PATCH',
    body: () => {
      const id = pool.shift() ?? agent.sample
      return {
        path: `/api/v1/bench-tickets/${id}`,
        headers: { 'if-match': `"${versions.get(id)}"` },
        json: { title: `printer stopped ${version++}` },
      }
    },
    onAnswer: (body) => remember(body),
  }
  return [
    ['create by API', created, { ...limit('/create'), method: 'POST' }],
    ['update by API, with If-Match', updated, { ...limit('/update'), method: 'POST' }],
  ]
}

const bulkRow = ({ rows: many, seconds }: Loaded, copied: number): Row =>
  perSecond('bulk create with checks, search and history, rows/s against COPY of the bare rows', many / seconds, copied)

const importRows = (imported: Imported, copied: number): readonly Row[] => [
  perSecond('a CSV file of new tickets: read and kept, rows/s', imported.readPerSecond, copied),
  perSecond('the same: previewed, rows/s', imported.previewedPerSecond, copied),
  perSecond('the same: applied, rows/s', imported.appliedPerSecond, copied),
]

async function backgroundRows(loaded: Loaded): Promise<readonly Row[]> {
  const { seconds, acted } = await judgeRules(db, loaded)
  const { toldPerSecond, queuedPerSecond } = await tellPeople(db)
  const plain = (says: string, figure: number): Row => row(says, { figures: ['', '', '', figure.toFixed(0)] })
  return [
    row(`20 rules judged on 10,000 new tickets, ${acted} times one acted: seconds`, { figures: [seconds.toFixed(2)] }),
    plain('people told, notifications/s', toldPerSecond),
    plain('the same: their mails queued, notifications/s', queuedPerSecond),
  ]
}

try {
  await bench()
} finally {
  await db.close()
  await embedded.stop()
  rmSync(data, { recursive: true, force: true })
}
