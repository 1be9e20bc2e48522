import { nobody, type Who } from '../src/kernel/access/who.ts'
import { copyIn } from '../src/kernel/database/copy.server.ts'
import type { Db } from '../src/kernel/database/db.server.ts'
import type { Records, Store } from '../src/kernel/record/store.server.ts'

/** What the measurements need to know of what was loaded. */
export interface Loaded {
  readonly teams: readonly string[]
  readonly people: readonly string[]
  readonly rows: number
  readonly seconds: number
}

const words = [
  'printer',
  'laptop',
  'password',
  'network',
  'invoice',
  'screen',
  'meeting',
  'folder',
  'licence',
  'backup',
  'phone',
  'access',
  'badge',
  'server',
  'report',
  'mail',
  'calendar',
  'update',
  'keyboard',
  'dock',
]
const states = ['open', 'open', 'solved', 'solved', 'solved', 'pending']

/** Loads 20 teams, 1,000 people and `rows` tickets through the project's own bulk path, 10,000 a call. */
export async function load(store: Store, rows: number, say: (text: string) => void): Promise<Loaded> {
  const records = store.as(loader)
  const teams = await idsOf(
    records,
    'team',
    Array.from({ length: 20 }, (_, n) => ({ name: `Team ${n}` })),
  )
  const people = await idsOf(
    records,
    'person',
    Array.from({ length: 1000 }, (_, n) => ({ name: `Person ${n}`, email: `person${n}@example.com` })),
  )
  const start = performance.now()
  for (let from = 0; from < rows; from += 10_000) {
    const many = Math.min(10_000, rows - from)
    await records.createMany(
      'bench_ticket',
      Array.from({ length: many }, (_, n) => ticket(from + n, teams, people)),
    )
    if ((from / 10_000) % 10 === 9)
      say(`  ${from + many} rows, ${Math.round((from + many) / ((performance.now() - start) / 1000))} rows/s`)
  }
  return { teams, people, rows, seconds: (performance.now() - start) / 1000 }
}

/** The n-th ticket: the same on every machine. */
export function ticket(n: number, teams: readonly string[], people: readonly string[]): Record<string, unknown> {
  const word = (k: number): string => words[(n * (k + 7) + ((n / 20) | 0) * k) % words.length] ?? ''
  return {
    title: `${word(1)} ${word(2)} of ${word(3)} ${n % 997} stopped case${n}`,
    description: `Since this morning the ${word(4)} on floor ${n % 12} says ${word(5)} and the ${word(6)} has to wait.`,
    team: teams[n % teams.length],
    requester: people[(n * 31) % people.length],
    assignee: n % 3 === 0 ? null : people[(n * 17) % people.length],
    priority: ['low', 'normal', 'high', 'critical'][((n * 7919) >>> 5) % 4],
    dueAt: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
    spent: n % 5 === 0 ? null : (n % 480) * 60,
  }
}

/** Spreads the states as a desk would have them: moves are the tool's way, but a million moves are another benchmark. */
export async function spreadStates(db: Db): Promise<void> {
  const list = states.map((state) => `'${state}'`).join(',')
  await db.query(`update bench_ticket set state = (array[${list}])[1 + number % ${states.length}]`)
  await db.query(`vacuum analyze`)
}

/** The limit of bulk loading: the same rows by COPY into a table with the same columns and indexes. Rows per second. */
export async function copyLimit(db: Db, rows: number): Promise<number> {
  await db.query('create table copied (like bench_ticket including indexes)')
  const source = await db.query<{ line: string }>({
    text: `select bench_ticket::text as line from bench_ticket limit $1`,
    values: [rows],
  })
  const chunks = async function* (): AsyncGenerator<Buffer> {
    for (let at = 0; at < source.length; at += 1000)
      yield Buffer.from(
        source
          .slice(at, at + 1000)
          .map(({ line }) => `${line.slice(1, -1)}\n`)
          .join(''),
      )
  }
  const start = performance.now()
  await db.withClient((client) => copyIn(client, 'copy copied from stdin (format csv)', chunks()))
  const seconds = (performance.now() - start) / 1000
  await db.query('drop table copied')
  return source.length / seconds
}

async function idsOf(
  records: Records,
  type: string,
  values: readonly Record<string, unknown>[],
): Promise<readonly string[]> {
  const outcomes = await records.createMany(type, values)
  return outcomes.flatMap((outcome) => (outcome.ok ? [outcome.id] : []))
}

const loader: Who = { ...nobody, account: null, name: 'Bench', isSystem: true, via: 'import' }
