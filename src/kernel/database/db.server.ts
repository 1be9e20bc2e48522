import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import pg from 'pg'
import { openStatementNames } from './statement-names.server.ts'

/** SQL text with numbered parameters, or a fragment made by Kysely's `sql` tag. */
export type Statement = RawBuilder<unknown> | { readonly text: string; readonly values?: readonly unknown[] } | string

/** Where SQL runs: the pool, one transaction, or the replica. Statements that come again are prepared on the server by their text. */
export interface Db {
  readonly query: <R>(statement: Statement) => Promise<R[]>
  /** Runs `work` in one transaction (a savepoint inside another); rolls back when it throws. */
  readonly transaction: <T>(
    work: (tx: Db) => Promise<T>,
    options?: { readonly isolation?: 'repeatable read' },
  ) => Promise<T>
  /** The pool's or the transaction's client, for COPY. */
  readonly withClient: <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T>
  /** A client that is the same session from beginning to end, also where a pooler stands between: for LISTEN and advisory locks. */
  readonly withSession: <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

export interface DbOptions {
  readonly connectionString: string
  /** Says that `connectionString` leads to a pooler that gives each transaction any connection, and where sessions are kept. */
  readonly sessionString?: string | undefined
  /** Connections at most (10). */
  readonly max?: number
  readonly applicationName?: string
  /** How long to wait for a connection, in milliseconds (10,000). */
  readonly connectWithin?: number
  /** Called for each statement; tests count with it. */
  readonly onQuery?: (text: string) => void
}

/** Opens a pool. Dates come back as `YYYY-MM-DD`, instants as `Date`, bigints as numbers (all of ours are safe), numerics as text. */
export function openDb({
  connectionString,
  sessionString,
  max = 10,
  applicationName = 'quarterdeck',
  connectWithin = 10_000,
  onQuery,
}: DbOptions): Db {
  const settings = { max, application_name: applicationName, types, connectionTimeoutMillis: connectWithin }
  const pool = openPool({ ...settings, connectionString })
  const sessions = sessionString === undefined ? pool : openPool({ ...settings, connectionString: sessionString })
  // A prepared statement belongs to a session; behind a pooler the next transaction may be in another.
  const ask: Ask = { count: onQuery ?? (() => undefined), isPrepared: sessionString === undefined }
  return {
    query: async <R>(statement: Statement) => {
      const client = await pool.connect()
      let broken: unknown
      try {
        return await run<R>(client, statement, ask)
      } catch (error) {
        if (!isAboutRows(error)) broken = error
        throw error
      } finally {
        client.release(broken instanceof Error ? broken : undefined)
      }
    },
    transaction: async (work, options) => {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        return await inTransaction(client, work, ask, options?.isolation)
      } catch (error) {
        if (error instanceof ConnectionLost) broken = error
        throw error
      } finally {
        client.release(broken)
      }
    },
    withClient: (work) => lend(pool, work),
    withSession: (work) => lend(sessions, work),
    close: async () => void (await Promise.all([...new Set([pool, sessions])].map((each) => each.end()))),
  }
}

interface Ask {
  /** Told of each statement. */
  readonly count: (text: string) => void
  readonly isPrepared: boolean
}

function openPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(settings)
  // A connection that breaks is replaced at its next use; one that breaks between two statements of a transaction fails the next.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

async function lend<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

class ConnectionLost extends Error {}

/** Whether the database only refused values (classes 22 and 23): then nothing is wrong with the connection, and the next statement may use it. */
const isAboutRows = (error: unknown): boolean => error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '')

async function inTransaction<T>(
  client: pg.PoolClient,
  work: (tx: Db) => Promise<T>,
  ask: Ask,
  isolation?: string,
): Promise<T> {
  await run(client, isolation ? `begin isolation level ${isolation}` : 'begin', ask)
  try {
    const result = await work(within({ client, ask, inTurn: oneAtATime() }, 1))
    await run(client, 'commit', ask)
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {
      throw new ConnectionLost('The database connection was lost during a transaction.', { cause: error })
    })
    throw error
  }
}

interface Within {
  readonly client: pg.PoolClient
  readonly ask: Ask
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

function within(on: Within, depth: number): Db {
  const { client, ask, inTurn } = on
  const say = (text: string) => inTurn(() => client.query(text))
  return {
    query: async <R>(statement: Statement) => inTurn(() => run<R>(client, statement, ask)),
    transaction: async (work) => {
      await say(`savepoint s${depth}`)
      try {
        const result = await work(within(on, depth + 1))
        await say(`release savepoint s${depth}`)
        return result
      } catch (error) {
        await say(`rollback to savepoint s${depth}`)
        throw error
      }
    },
    withClient: (work) => work(client),
    withSession: (work) => work(client),
    close: async () => undefined,
  }
}

/** A connection carries out one statement at a time; of those asked for together each waits here for the one before. */
function oneAtATime(): Within['inTurn'] {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}

async function run<R>(client: pg.PoolClient, statement: Statement, { count, isPrepared }: Ask): Promise<R[]> {
  const { text, values } = textOf(statement)
  count(text)
  const result = await client.query(
    values.length === 0 ? text : { text, values: [...values], ...(isPrepared ? named(text) : {}) },
  )
  return result.rows as R[]
}

/** The text and parameters of a statement. */
export function textOf(statement: Statement): { readonly text: string; readonly values: readonly unknown[] } {
  if (typeof statement === 'string') return { text: statement, values: [] }
  if ('text' in statement) return { text: statement.text, values: statement.values ?? [] }
  const compiled = statement.compile(compiler)
  return { text: compiled.sql, values: compiled.parameters }
}

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

const nameOf = openStatementNames()
const named = (text: string): { readonly name?: string } => {
  const name = nameOf(text)
  return name === undefined ? {} : { name }
}

const asText = (value: string): string => value
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.DATE) return asText
    if (oid === pg.types.builtins.INT8) return Number
    return pg.types.getTypeParser(oid, format)
  },
} as pg.CustomTypesConfig
