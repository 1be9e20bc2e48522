import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { conflict, notFound } from '../errors.ts'
import { appendEntry, type Fragment } from '../history/entry.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord, Trait } from '../record/define.ts'
import type { Records, Row } from '../record/store.server.ts'
import { reachOf } from '../search/reach.server.ts'
import type { Actor, RecordLink } from './wire.ts'

/** A record that something hangs on, as the caller reaches it. */
export interface Target {
  readonly id: string
  readonly type: AnyRecord
  readonly row: Row
}
/** What a write beside a record is given: its transaction, its record, and how to tell the history. */
export interface TraitWrite {
  readonly tx: Db
  readonly target: Target
  readonly records: Records
  readonly now: Date
  readonly tell: (verb: string, what: { readonly before?: Fragment; readonly after?: Fragment }) => Promise<void>
}
interface On {
  readonly id: string
  readonly trait: Trait
}

/** Reaches a record that has the trait. Throws NotFound when it can't be read, or hasn't. */
export async function reachWith(records: Records, { id, trait }: On): Promise<Target> {
  const target = await records.reach(id)
  if (!target.type.traits?.includes(trait)) throw notFound()
  return target
}

/** Writes beside a record in one transaction: whoever may read it, or with `verb` only whoever may change it. Archived records stay as they are. */
export async function changeBeside<T>(
  { store, clock }: Pick<Kernel, 'store' | 'clock'>,
  who: Who,
  { verb, ...on }: On & { readonly verb?: 'update' },
  work: (write: TraitWrite) => Promise<T>,
): Promise<T> {
  return store.as(who).transaction(async (records, tx) => {
    const target = await reachWith(records, on)
    if (target.row.archivedAt !== null) throw conflict('This record is archived. Restore it first.')
    if (verb) await records.reach(target.id, verb)
    const told: string[] = []
    const tell: TraitWrite['tell'] = async (verb, what) => {
      told.push(verb)
      await appendEntry(tx, { who, clock }, { recordId: target.id, type: target.type.name, verb, ...what })
    }
    const result = await work({ tx, target, records, now: clock.now(), tell })
    await records.follow(target.type, [target.id], told)
    return result
  })
}

const params = z.object({ id: z.uuid() })

/** The id in a route's path. Throws NotFound when it can't be one. */
export function idIn(given: unknown): string {
  const parsed = params.safeParse(given)
  if (!parsed.success) throw notFound()
  return parsed.data.id
}

/** The condition on the registry's row `r` that the caller may read the record; false when there is nothing to read. */
export const readableSql = ({ registry }: Pick<Kernel, 'registry'>, who: Who): RawBuilder<unknown> =>
  reachOf(who, registry.records)?.allows ?? sql`false`

/** Columns of the registry's row `r` that make a `RecordLink`. */
export const linkColumns = sql`r.id, r.type, r.number, r.title, r.state`
export const linkOf = ({ id, type, number, title, state }: RecordLink): RecordLink => ({
  id,
  type,
  number,
  title,
  state,
})

/** What the join `left join account a on a.id = x.account_id` tells of who did something. */
export interface ActorRow {
  readonly account_id: string | null
  readonly by: string
  readonly self: string | null
}
export const actorOf = ({ account_id, by, self }: ActorRow): Actor => ({ account: account_id, name: by, self })
