// Loads contracts with their logs into PostgreSQL, then measures the renewal desk and the nightly run of all clocks.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createServer } from '../../src/app/server.ts'
import { renewalFilter } from '../../src/external/contracts/renewals.ts'
import { quarterOf } from '../../src/external/contracts/quarter.ts'
import { keepAllDates } from '../../src/external/contracts/contract-dates.server.ts'
import { type Db, openDb, type Statement, textOf } from '../../src/kernel/database/db.server.ts'
import { startEmbedded } from '../../src/kernel/database/embedded.server.ts'
import { migrate } from '../../src/kernel/database/migrate.server.ts'
import { makePartitions } from '../../src/kernel/history/partition.server.ts'
import type { Kernel } from '../../src/kernel/kernel.server.ts'
import { createLog } from '../../src/kernel/log.server.ts'
import { createMetrics } from '../../src/kernel/metrics.server.ts'
import { signIn, token } from '../account.ts'
import { secondsOf } from '../drive.ts'
import { supportKernel } from '../support/kernel.ts'

/** Measures with so many contracts. */
export async function measureDesk(count: number): Promise<void> {
  const data = mkdtempSync(path.join(tmpdir(), 'quarterdeck-bench-'))
  const log = { info: () => undefined, warn: console.warn, error: console.error }
  const embedded = await startEmbedded({ data, holder: 'bench', log })
  const db = openDb({ connectionString: embedded.connectionString })
  try {
    await migrate(db)
    await makePartitions(db, new Date())
    const caught: Statement[] = []
    const kernel = supportKernel(noting(db, caught), data)
    await load(kernel, count)
    await db.query('vacuum analyze')
    const busy = process.cpuUsage()
    const recomputed = await secondsOf(() => keepAllDates(kernel))
    const { user, system } = process.cpuUsage(busy)
    const own = ((user + system) / 1e6).toFixed(1)
    const moved = { ...kernel, clock: { ...kernel.clock, now: () => new Date(Date.now() + 91 * 86_400_000) } }
    const later = await secondsOf(() => keepAllDates(moved))
    await keepAllDates(kernel)
    await db.query('vacuum analyze contract')
    console.log(
      `All clocks, read from their logs, with nothing to write: ${recomputed.toFixed(1)} s, ${own} s of it our own work;`,
    )
    console.log(`a quarter later, with every change written: ${later.toFixed(1)} s.`)
    await measureReads(kernel, caught)
  } finally {
    await db.close()
    await embedded.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function load(kernel: Kernel, count: number): Promise<void> {
  const records = kernel.store.asSystem('bench')
  const owner = await records.create('person', { name: 'Vera' })
  await signIn(kernel.db, owner.id, ['person.read', 'contract.*', 'contract_event.*', ...partyPermissions])
  const party = await partyOf(kernel)
  const seconds = await secondsOf(async () => {
    for (let start = 0; start < count; start += atOnce) {
      const numbers = Array.from({ length: Math.min(atOnce, count - start) }, (_, n) => start + n)
      const made = await records.createMany(
        'contract',
        numbers.map((n) => ({ name: `Contract ${n}`, owner: owner.id, ...party, signedOn: dayOf(n) })),
      )
      const ids = made.map((outcome) => outcome.id)
      const events = numbers.flatMap((n, place) => eventsOf(n).map((event) => ({ ...event, contract: ids[place] })))
      const refused = (await records.createMany('contract_event', events)).filter(({ ok }) => !ok)
      if (refused.length > 0) throw new Error(`Refused: ${JSON.stringify(refused[0])}`)
    }
  })
  await kernel.db.query(`update contract set state = 'in_force'`)
  console.log(`${count} contracts with their logs and dates, by the bulk path: ${seconds.toFixed(0)} s.`)
}
const atOnce = 5000

const partyPermissions: readonly string[] = []
const partyOf = async (_: Kernel): Promise<Record<string, unknown>> => ({ counterparty: 'Cumulant' })

const dayOf = (n: number): string =>
  `${2014 + (n % 12)}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + ((n * 7) % 28)).padStart(2, '0')}`

/** The log of the n-th contract: the same for the same number. */
function eventsOf(n: number): readonly Record<string, unknown>[] {
  const startsOn = dayOf(n)
  const renewal = (['automatic', 'automatic', 'optional', 'evergreen', 'fixed'] as const)[n % 5]
  const initial = {
    ...{ subject: 'Signed', kind: 'initial', happenedOn: startsOn, startsOn, renewal, method: 'email' },
    ...(renewal === 'evergreen'
      ? {}
      : { termCount: renewal === 'fixed' ? 180 : 12 * (1 + (n % 3)), termUnit: 'months' }),
    ...(renewal === 'automatic' || renewal === 'optional' ? { renewalCount: 12, renewalUnit: 'months' } : {}),
    ...{
      noticeCount: 1 + (n % 6),
      noticeUnit: 'months',
      alignment: renewal === 'evergreen' ? 'quarter_end' : 'any_day',
    },
    ...{ price: { amount: `${1000 + (n % 977) * 100}.00`, currency: n % 10 === 0 ? 'USD' : 'EUR' }, pricePer: 'year' },
  }
  const amendment = {
    ...{ subject: 'Amendment', kind: 'amendment', happenedOn: '2025-02-01', effectiveOn: '2025-03-01' },
    ...{ price: { amount: `${2000 + (n % 977) * 100}.00`, currency: 'EUR' }, pricePer: 'year' },
  }
  return n % 2 === 0 ? [initial, amendment] : [initial]
}

async function measureReads(kernel: Kernel, caught: Statement[]): Promise<void> {
  const app = await createServer({
    ...{ kernel, log: createLog({ level: 'error', isPretty: true, to: process.stderr }), metrics: createMetrics() },
    ...{ readiness: async () => undefined, hasRateLimits: false },
  })
  await app.ready()
  const headers = { authorization: `Bearer ${token}` }
  const get = async (url: string) => {
    const answer = await app.inject({ url, headers })
    if (answer.statusCode !== 200) throw new Error(`GET ${url}: ${answer.statusCode} ${answer.body.slice(0, 300)}`)
    return answer.json()
  }
  const { from, to } = quarterOf(new Date().toISOString().slice(0, 10))
  const columns = 'number,owner,outlook,decidedEnd,noticeBy,sendBy,decideBy,termEnd,atStake,decision'
  const list = (filter: object, more = '') =>
    `/api/v1/contracts?filter=${encodeURIComponent(JSON.stringify(filter))}&sort=decideBy&limit=50&columns=${columns}${more}`
  const open = renewalFilter({ to, isDecided: false })
  let cursor = ''
  for (let page = 0; page < 20; page += 1) cursor = (await get(list(open, cursor && `&after=${cursor}`))).next
  const { rows } = await get(list(open))
  const totals = await get(`/api/v1/renewals/totals?to=${to}`)
  const found = totals.groups.reduce((sum: number, group: { count: number }) => sum + group.count, 0)
  console.log(`${found} of them are to be decided by ${to}.\n`)
  console.log('| work | p50 ms | p95 ms | p99 ms | limit p50 ms | share |')
  console.log('|---|---:|---:|---:|---:|---:|')
  const reads: readonly (readonly [string, string])[] = [
    ['the quarter’s decisions, first page', list(open)],
    ['the 21st page', list(open, `&after=${cursor}`)],
    ['a month of the calendar', list({ ...open, decideBy: { gte: from, lte: `${from.slice(0, 8)}28` } })],
    ['how many, and what is at stake', `/api/v1/renewals/totals?to=${to}`],
    ['why these dates: one clock with its rules', `/api/v1/contracts/${rows[0].id}/clock`],
  ]
  for (const [says, url] of reads) {
    caught.length = 0
    await get(url)
    const statements = caught.map(textOf).filter(({ text }) => !/\b(from|update) session\b/.test(text))
    const ours = await timed(() => get(url))
    const limit = await timed(async () => {
      for (const statement of statements) await kernel.db.query({ text: statement.text, values: statement.values })
    })
    const [own, bare] = [at(ours, 0.5), at(limit, 0.5)]
    const figures = [own, at(ours, 0.95), at(ours, 0.99), bare].map((ms) => ms.toFixed(1))
    console.log(`| ${says} | ${figures.join(' | ')} | ${(bare / own).toFixed(2)} |`)
  }
  await app.close()
}

const times = 200
async function timed(work: () => Promise<unknown>): Promise<readonly number[]> {
  for (let turn = 0; turn < 20; turn += 1) await work()
  const taken: number[] = []
  for (let turn = 0; turn < times; turn += 1) {
    const began = performance.now()
    await work()
    taken.push(performance.now() - began)
  }
  return taken.toSorted((one, other) => one - other)
}
const at = (sorted: readonly number[], share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0

function noting(own: Db, caught: Statement[]): Db {
  const note = (statement: Statement): void => {
    if (caught.length < 100) caught.push(statement)
  }
  return { ...own, query: (statement) => (note(statement), own.query(statement)) }
}
