// The server that is measured: the application itself, and beside it the limit, the same SQL by bare routes.
import { type FastifyInstance, fastify } from 'fastify'
import pg from 'pg'
import { keepHeapSmall } from '../../src/app/heap.ts'
import { createServer } from '../../src/app/server.ts'
import { type Db, openDb, type Statement, textOf } from '../../src/kernel/database/db.server.ts'
import { createLog } from '../../src/kernel/log.server.ts'
import { createMetrics } from '../../src/kernel/metrics.server.ts'
import { token } from '../account.ts'
import { type Agent, reads } from './cases.ts'
import { supportKernel } from './kernel.ts'
import { addComment, createTicket, moveTicket } from './limit.ts'

keepHeapSmall()
const { BENCH_DATABASE: connectionString = '', BENCH_AGENT = '' } = process.env
const agent = JSON.parse(BENCH_AGENT) as Agent
const caught: Statement[] = []
const db = openDb({ connectionString })
const kernel = supportKernel(noting(db), agent.data)
const app = await createServer({
  ...{ kernel, log: createLog({ level: 'error', isPretty: true, to: process.stderr }), metrics: createMetrics() },
  ...{ readiness: async () => undefined, hasRateLimits: false },
})
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

/** The statements that our routes send, caught once, then sent again by bare routes as prepared statements. */
async function limits(server: FastifyInstance): Promise<void> {
  const pool = new pg.Pool({ connectionString, max: 10 })
  for (const { name, path } of reads) {
    const statements = await sentBy(path(agent))
    server.get(`/${name}`, async () => {
      const answers: unknown[] = []
      for (const [index, { text, values }] of statements.entries())
        answers.push((await pool.query({ name: `${name}${index}`, text, values: [...values] })).rows)
      return answers
    })
  }
  server.post('/create', () => createTicket(pool, agent))
  server.post('/comment', () => addComment(pool, agent))
  server.post('/move', () => moveTicket(pool, agent))
}

/** What a request asks of the database, once what it keeps is known, and without who sends it. */
async function sentBy(url: string): Promise<readonly ReturnType<typeof textOf>[]> {
  for (let turn = 0; turn < 2; turn += 1) {
    caught.length = 0
    const answer = await app.inject({ url, headers: { authorization: `Bearer ${token}` } })
    if (answer.statusCode !== 200) throw new Error(`GET ${url}: ${answer.statusCode} ${answer.body.slice(0, 300)}`)
  }
  return caught.map(textOf).filter(({ text }) => !/\b(from|update) session\b/.test(text))
}

function noting(own: Db): Db {
  const note = (statement: Statement): void => {
    if (caught.length < 100) caught.push(statement)
  }
  return {
    ...own,
    query: (statement) => (note(statement), own.query(statement)),
    transaction: (work, options) => own.transaction((tx) => work(noting(tx)), options),
  }
}
