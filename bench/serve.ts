// The server that is measured: the record routes with access, and beside each the limit, the same SQL by a bare route.
import { type FastifyInstance, fastify } from 'fastify'
import pg from 'pg'
import { keepHeapSmall } from '../src/app/heap.ts'
import { groupsSql } from '../src/foundation/who.server.ts'
import { installAccess } from '../src/kernel/access/hook.server.ts'
import { nobody, type Who } from '../src/kernel/access/who.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { type Db, openDb, type Statement, textOf } from '../src/kernel/database/db.server.ts'
import { announce } from '../src/kernel/events/signal.server.ts'
import { answerProblems } from '../src/kernel/http/problem.server.ts'
import { recordRoutes } from '../src/kernel/http/record-routes.server.ts'
import type { Kernel } from '../src/kernel/kernel.server.ts'
import { openKernel } from '../src/kernel/open-kernel.server.ts'
import { openStore, type Records } from '../src/kernel/record/store.server.ts'
import { searchRoutes } from '../src/kernel/search/routes.server.ts'
import { historyRoutes } from '../src/kernel/history/routes.server.ts'
import { reads } from './cases.ts'
import { createLimit, updateLimit } from './limit.ts'
import { benchRegistry } from './ticket.ts'

keepHeapSmall()
const { BENCH_DATABASE = '', BENCH_AGENT = '' } = process.env
const agent = JSON.parse(BENCH_AGENT) as {
  account: string
  groups: readonly string[]
  permissions: readonly string[]
  sample: string
}
const connectionString = BENCH_DATABASE

const db = openDb({ connectionString, max: 8 })
const app = fastify({ routerOptions: { maxParamLength: 500 } })
const refuse = (): never => {
  throw new Error('No files are measured.')
}
const files: Kernel['files'] = { put: refuse, read: refuse, remove: refuse, list: refuse }
const kernel = openKernel({
  db,
  registry: benchRegistry,
  clock: systemClock,
  files,
  log: app.log,
  secret: 'bench',
  url: 'http://localhost',
  onWritten: () => announce(db),
})
answerProblems(app)
await installAccess(app, kernel, { groupsSql })
await app.register(async (part) => recordRoutes(part, kernel))
await app.register(async (part) => historyRoutes(part, kernel))
await app.register(async (part) => searchRoutes(part, kernel))
await app.listen({ port: 0, host: '127.0.0.1' })

const bare = fastify()
await limits(bare)
await bare.listen({ port: 0, host: '127.0.0.1' })

process.send?.({ port: portOf(app), limitPort: portOf(bare) })
process.on('disconnect', () => process.exit())
process.on('message', () => process.send?.({ rss: process.memoryUsage().rss }))

function portOf(server: FastifyInstance): number {
  const address = server.server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** The statements that our routes send, caught once, then sent again by a bare route as prepared statements. */
async function limits(server: FastifyInstance): Promise<void> {
  const pool = new pg.Pool({ connectionString, max: 8 })
  for (const { name, run } of reads) {
    const caught = await caughtBy((records) => run(records, agent))
    server.get(`/${name}`, async () => {
      const answers: unknown[] = []
      for (const [index, { text, values }] of caught.entries())
        answers.push((await pool.query({ name: `${name}${index}`, text, values: [...values] })).rows)
      return answers
    })
  }
  server.post('/create', () => createLimit(pool))
  server.post('/update', () => updateLimit(pool, agent.sample))
}

async function caughtBy(
  work: (records: Records) => Promise<unknown>,
): Promise<readonly { text: string; values: readonly unknown[] }[]> {
  const caught: Statement[] = []
  const spy: Db = { ...db, query: (statement) => (caught.push(statement), db.query(statement)) }
  const who: Who = {
    ...nobody,
    account: agent.account,
    name: 'Agent',
    groups: agent.groups,
    permissions: new Set(agent.permissions),
  }
  await work(openStore({ db: spy, registry: benchRegistry, clock: systemClock }).as(who))
  return caught.map(textOf)
}
