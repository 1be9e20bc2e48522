import type { CleanedWhere, CustomAdapter } from 'better-auth/adapters'
import { createAdapterFactory } from 'better-auth/adapters'
import type { BetterAuthOptions } from 'better-auth'
import type { Db } from '../database/db.server.ts'
import { columnOf } from '../record/registry.ts'
import { hashToken } from './token.server.ts'

type Row = Record<string, unknown>
type Tables = ReturnType<ReturnType<typeof createAdapterFactory>>

/** better-auth's models on our tables and our pool. The token of a session is stored as its hash only. */
export function authTables(db: Db): (options: BetterAuthOptions) => Tables {
  return (options) =>
    createAdapterFactory({
      config: {
        ...config,
        transaction: (work) => db.transaction((tx) => work(withoutTransaction(tx, options))),
      },
      adapter: () => onTables(db),
    })(options)
}

const config = {
  adapterId: 'quarterdeck',
  adapterName: 'Quarterdeck',
  supportsArrays: true,
  supportsJSON: true,
} as const

const withoutTransaction = (tx: Db, options: BetterAuthOptions): Tables =>
  createAdapterFactory({ config: { ...config, transaction: false }, adapter: () => onTables(tx) })(options)

const tables: Readonly<Record<string, string>> = {
  user: 'account',
  account: 'credential',
  session: 'session',
  verification: 'verification',
}
const columns: Readonly<Record<string, string>> = {
  userId: 'account_id',
  accountId: 'provider_account_id',
  ipAddress: 'address',
}

function onTables(db: Db): CustomAdapter {
  return {
    create: async ({ model, data }) => {
      const names = Object.keys(data)
      const { sql, values } = parameters()
      const [row] = await db.query<Row>({
        text: `insert into ${tableOf(model)} (${names.map(column).join(', ')}) values (${names.map((name) => sql(stored(model, name, data[name]))).join(', ')}) returning *`,
        values,
      })
      return { ...fieldsOf(row ?? {}), ...(model === 'session' ? { token: data['token'] } : {}) } as typeof data
    },
    findOne: async <T>({ model, where }: { model: string; where: CleanedWhere[] }) => {
      const [row] = await select(db, { model, where, limit: 1 })
      if (!row) return null
      const token = where.find((condition) => condition.field === 'token')?.value
      return { ...row, ...(token === undefined ? {} : { token }) } as T
    },
    findMany: async <T>(query: Selection) => (await select(db, query)) as T[],
    count: async ({ model, where }) => {
      const { sql, values } = parameters()
      const [row] = await db.query<{ count: number }>({
        text: `select count(*) as count from ${tableOf(model)}${conditions(model, where, sql)}`,
        values,
      })
      return row?.count ?? 0
    },
    update: async <T>({ model, where, update }: { model: string; where: CleanedWhere[]; update: T }) => {
      const [row] = await change(db, { model, where, update: update as Row })
      return row ? (fieldsOf(row) as T) : null
    },
    updateMany: async ({ model, where, update }) => (await change(db, { model, where, update })).length,
    delete: async ({ model, where }) => void (await remove(db, model, where)),
    deleteMany: async ({ model, where }) => (await remove(db, model, where)).length,
  }
}

interface Selection {
  readonly model: string
  readonly where?: CleanedWhere[] | undefined
  readonly limit?: number
  readonly offset?: number | undefined
  readonly sortBy?: { readonly field: string; readonly direction: 'asc' | 'desc' } | undefined
}

async function select(db: Db, { model, where, limit = 100, offset = 0, sortBy }: Selection): Promise<Row[]> {
  const { sql, values } = parameters()
  const order = sortBy ? ` order by ${column(sortBy.field)} ${sortBy.direction === 'desc' ? 'desc' : 'asc'}` : ''
  const text = `select * from ${tableOf(model)}${conditions(model, where, sql)}${order} limit ${sql(limit)} offset ${sql(offset)}`
  return (await db.query<Row>({ text, values })).map((row) => fieldsOf(row))
}

async function change(
  db: Db,
  { model, where, update }: { model: string; where: CleanedWhere[]; update: Row },
): Promise<Row[]> {
  const { sql, values } = parameters()
  const set = Object.entries(update).map(([name, value]) => `${column(name)} = ${sql(stored(model, name, value))}`)
  return db.query<Row>({
    text: `update ${tableOf(model)} set ${set.join(', ')}${conditions(model, where, sql)} returning *`,
    values,
  })
}

async function remove(db: Db, model: string, where: CleanedWhere[]): Promise<Row[]> {
  const { sql, values } = parameters()
  return db.query<Row>({ text: `delete from ${tableOf(model)}${conditions(model, where, sql)} returning id`, values })
}

function conditions(
  model: string,
  where: readonly CleanedWhere[] | undefined,
  sql: (value: unknown) => string,
): string {
  if (!where || where.length === 0) return ''
  const parts = where.map((condition) => ({
    text: comparison(model, condition, sql),
    isOr: condition.connector === 'OR',
  }))
  const all = parts.filter((part) => !part.isOr).map((part) => part.text)
  const any = parts.filter((part) => part.isOr).map((part) => part.text)
  return ` where ${[...all, ...(any.length > 0 ? [`(${any.join(' or ')})`] : [])].join(' and ')}`
}

const signs: Readonly<Record<string, string>> = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' }

function comparison(model: string, { field, operator, value }: CleanedWhere, sql: (value: unknown) => string): string {
  const name = column(field)
  if (value === null) return `${name} is ${operator === 'ne' ? 'not ' : ''}null`
  if (operator === 'in') return `${name} = any(${sql([value].flat().map((one) => stored(model, field, one)))})`
  if (operator === 'not_in') return `${name} <> all(${sql([value].flat().map((one) => stored(model, field, one)))})`
  const sign = signs[operator]
  if (!sign) throw new Error(`Accounts can't be searched by '${operator}'.`)
  return `${name} ${sign} ${sql(stored(model, field, value))}`
}

function parameters(): { readonly sql: (value: unknown) => string; readonly values: unknown[] } {
  const values: unknown[] = []
  return { values, sql: (value) => `$${values.push(value)}` }
}

function tableOf(model: string): string {
  const table = tables[model]
  if (!table) throw new Error(`No table keeps the model '${model}'.`)
  return table
}

const column = (field: string): string => columns[field] ?? columnOf(field)
const stored = (model: string, field: string, value: unknown): unknown =>
  model === 'session' && field === 'token' && typeof value === 'string' ? hashToken(value) : value

const fields = new Map(Object.entries(columns).map(([field, name]) => [name, field]))
const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

function fieldsOf(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [fields.get(name) ?? camel(name), value]))
}
