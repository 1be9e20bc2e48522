import { canonical } from '../history/entry.server.ts'
import { type Change, writerOf } from './apply.server.ts'
import type { Deed, Stored } from './change.server.ts'
import type { AnyRecord } from './define.ts'
import { derivedColumns } from './derivation.server.ts'
import { type Columns, type Plain, toColumns, toPlain } from './fragment.ts'
import type { Telling, Told, Writing } from './outcome.server.ts'

/** A deed that may be done: the columns it sets of a row, and the verb it is remembered by. */
export interface Judged {
  readonly row: Stored
  readonly set: Columns
  readonly verb: string
  readonly told?: Told | undefined
}

/** Adds to each change what the record keeps that it works out of itself. */
export async function workOut(
  { derivations, clock }: Writing,
  record: AnyRecord,
  judged: readonly (Judged | Error)[],
): Promise<readonly (Judged | Error)[]> {
  const derivation = derivations[record.name]
  if (!derivation) return judged
  const good = judged.filter((one): one is Judged => !(one instanceof Error))
  const plain = (columns: Columns): Plain => ({ ...toPlain(record, columns), id: columns.id, state: columns.state })
  const rows = good.map(({ row, set, told }) => ({
    before: plain(row.columns),
    after: plain({ ...row.columns, ...set }),
    at: told?.at ?? clock.now(),
  }))
  const values = await derivation.work(rows)
  const derived = derivedColumns(record)
  const kept = (own: Plain): Columns =>
    Object.fromEntries(Object.entries(toColumns(record, own)).filter(([column]) => !derived.has(column)))
  let next = 0
  return judged.map((one) => {
    if (one instanceof Error) return one
    const own = values[next++] ?? {}
    return own instanceof Error ? own : { ...one, set: { ...one.set, ...kept(own) } }
  })
}

/** The change to write: only what differs; null when nothing does. */
export function changeOf(
  { who, clock }: Writing,
  { row: { columns, head }, set, verb, told }: Judged,
  { reason, batch }: Telling,
): Change | null {
  const differs = (name: string): boolean => name in set && canonical(set[name]) !== canonical(columns[name])
  const differing = Object.keys(set).filter((name) => differs(name) || differs(partnerOf(name)))
  if (differing.length === 0) return null
  const pick = (from: Columns): Columns => Object.fromEntries(differing.map((name) => [name, from[name] ?? null]))
  const version = columns.version + 1
  const writer = writerOf({ who, clock }, told)
  const updated = { updated_at: writer.clock.now().toISOString(), updated_by: writer.who.account }
  return {
    row: { ...columns, ...set, version, ...updated },
    head,
    told,
    happening: { verb, version, before: pick(columns), after: pick(set), reason: reason ?? null, batch: batch ?? null },
  }
}

/** An amount and its currency are told together: either alone says nothing. */
const partnerOf = (name: string): string =>
  name.endsWith('_amount') ? name.replace(/_amount$/, '_currency') : name.replace(/_currency$/, '_amount')

/** Whether the record derives something of what this changes. */
export function isFollowed({ derivations }: Writing, record: AnyRecord, deed: Deed): boolean {
  const derivation = derivations[record.name]
  if (!derivation) return false
  return deed.kind !== 'update' || derivation.after.fields.some((name) => Object.hasOwn(deed.set, name))
}
