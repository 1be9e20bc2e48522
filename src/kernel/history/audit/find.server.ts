import { type RawBuilder, sql } from 'kysely'
import { signInColumns, type StoredSignIn } from '../../access/sign-in-log.server.ts'
import { uuidv7 } from '../../clock.ts'
import type { Db } from '../../database/db.server.ts'
import { entrySelect, type PlacedEntry } from '../position.server.ts'

/** What is looked for. Everything that is given must hold. */
export interface AuditQuery {
  /** An account's id. */
  readonly who?: string | undefined
  /** Part of a name of those who did it. */
  readonly name?: string | undefined
  readonly verb?: string | undefined
  /** A record type, 'account', 'role' or 'sign_in'. */
  readonly type?: string | undefined
  readonly record?: string | undefined
  /** Moments: from this one on, until before that one. */
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly address?: string | undefined
  readonly via?: string | undefined
  readonly request?: string | undefined
  /** Within the reason and the changes. */
  readonly text?: string | undefined
}
/** Where a page ended: the last entry of each of the two logs. */
export interface AuditPlace {
  readonly entry: string
  readonly signIn: number
}
export const newest: AuditPlace = { entry: 'ffffffff-ffff-ffff-ffff-ffffffffffff', signIn: Number.MAX_SAFE_INTEGER }

/** What one look found, newest first; `end` is how far it looked when that wasn't to the very end. */
export interface Found<T, End> {
  readonly rows: readonly T[]
  readonly end: End | null
}

/** Entries that one look reads at most, however few of them fit: a look takes a bounded time whatever is asked for. */
export const window = 20_000
const dayMs = 86_400_000

/** Accounts whose name has this in it, at most fifty. */
export async function accountsNamed(db: Db, name: string): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: `select id from account where position(lower($1) in lower(name)) > 0 order by name, id limit 50`,
    values: [name],
  })
  return rows.map(({ id }) => id)
}

/** Entries of the history. One condition at most narrows the look by an index (record, who or type); the others are held against what that reads. */
export async function findEntries(
  db: Db,
  query: Omit<AuditQuery, 'name'> & { readonly whos: readonly string[] | null },
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<Found<PlacedEntry, { readonly id: string; readonly at: Date }>> {
  const { whos, record, type, from, to } = query
  const range = [
    sql`h.id < ${after}::uuid`,
    ...(from ? [sql`h.at >= ${from}`, sql`h.id >= ${idAt(from, -dayMs)}::uuid`] : []),
    ...(to ? [sql`h.at < ${to}`, sql`h.id < ${idAt(to, dayMs)}::uuid`] : []),
  ]
  const narrow = record
    ? sql`h.record_id = ${record}::uuid`
    : whos
      ? sql`h.who = w.id`
      : type
        ? sql`h.type = ${type}`
        : sql`true`
  const read = (columns: RawBuilder<unknown>): RawBuilder<unknown> => {
    const own = sql`select ${columns} from history h where ${narrow} and ${sql.join(range, sql` and `)} order by h.id desc limit ${window}`
    if (record || !whos) return own
    return sql`select e.* from unnest(${whos}::uuid[]) as w (id) cross join lateral (${own}) e order by e.id desc limit ${window}`
  }
  const fits = conditions(query)
  const rows = await db.query<PlacedEntry>(
    sql`select ${sql.raw(entrySelect)} from (${read(sql`h.*`)}) h where ${fits} order by h.id desc limit ${limit}`,
  )
  if (rows.length === limit) return { rows, end: null }
  const [end] = await db.query<{ id: string; at: Date }>(
    sql`select w.id, w.at from (${read(sql`h.id, h.at`)}) w order by w.id desc offset ${window - 1} limit 1`,
  )
  return { rows, end: end ?? null }
}

function conditions({
  whos,
  verb,
  type,
  address,
  via,
  request,
  text,
}: Parameters<typeof findEntries>[1]): RawBuilder<unknown> {
  const pattern = text ? likePattern(text) : null
  const given: readonly (RawBuilder<unknown> | false | null | undefined | '')[] = [
    whos && sql`h.who = any(${whos}::uuid[])`,
    type && sql`h.type = ${type}`,
    verb && sql`h.verb = ${verb}`,
    address && sql`h.address = ${address}`,
    via && sql`h.via = ${via}`,
    request && sql`h.request_id = ${request}`,
    pattern && sql`(h.reason ilike ${pattern} or h.before::text ilike ${pattern} or h.after::text ilike ${pattern})`,
  ]
  const all = given.filter((one) => typeof one === 'object' && one !== null)
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `)
}

/** Attempts to sign in. */
export async function findSignIns(
  db: Db,
  { whos, from, to, address, text }: Omit<AuditQuery, 'name'> & { readonly whos: readonly string[] | null },
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<Found<NamedSignIn, { readonly entry: number; readonly at: Date }>> {
  const pattern = text ? likePattern(text) : null
  const read = `select entry, at, account_id, method, outcome, address, user_agent, hash from sign_in where entry < $1
    and ($2::uuid[] is null or account_id = any($2)) order by entry desc limit ${window}`
  const rows = await db.query<NamedSignIn>({
    text: `select ${signInColumns}, (select a.name from account a where a.id = s.account_id) as name from (${read}) s
      where ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4) and ($5::text is null or address = $5)
        and ($6::text is null or user_agent ilike $6 or method ilike $6 or outcome ilike $6)
      order by entry desc limit $7`,
    values: [after, whos, from ?? null, to ?? null, address ?? null, pattern, limit],
  })
  if (rows.length === limit) return { rows, end: null }
  const [end] = await db.query<{ entry: number; at: Date }>({
    text: `select entry, at from (${read}) s order by entry desc offset ${window - 1} limit 1`,
    values: [after, whos],
  })
  return { rows, end: end ?? null }
}

export type NamedSignIn = StoredSignIn & { readonly name: string | null }

/** A UUIDv7 as of a moment: ids are made when entries are, so that a range of time is a range of ids. */
const idAt = (moment: Date, shift: number): string => uuidv7(Math.max(0, moment.getTime() + shift), new Uint8Array(10))

const likePattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
