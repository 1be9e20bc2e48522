import type { Db } from '../database/db.server.ts'
import type { Records } from '../record/store.server.ts'
import { administrator } from '../access/roles.server.ts'
import { namedBy, type PlainApprover, plainOf } from './approver.ts'
import type { Stored, StoredStep } from './stored.server.ts'

export interface NewSeat {
  readonly account: string
  readonly because: string
}
interface Asking {
  readonly tx: Db
  readonly records: Records
  readonly approval: Pick<Stored, 'recordId' | 'account' | 'mayDecideOwn'>
}

/**
 * Who decides in a step, as things are now: accounts that may sign in, each once, and not who asked unless that is
 * allowed. Where nobody is left, administrators decide, so that nothing waits for somebody who is gone.
 */
export async function seatsFor(asking: Asking, step: Pick<StoredStep, 'approvers'>): Promise<readonly NewSeat[]> {
  const { row } = await asking.records.reach(asking.approval.recordId)
  const found: NewSeat[] = []
  for (const approver of plainOf(step.approvers, row)) found.push(...(await accountsOf(asking, approver, row)))
  const able = await allowed(asking, found)
  if (able.length > 0) return able
  const because = 'nobody who was to decide can'
  return allowed(asking, await byRole(asking.tx, administrator, because))
}

async function accountsOf(
  { tx, records, approval }: Asking,
  approver: PlainApprover,
  row: Readonly<Record<string, unknown>>,
): Promise<readonly NewSeat[]> {
  if (approver.kind === 'account') return [{ account: approver.id, because: 'asked by name' }]
  if (approver.kind === 'record') return byRecord(tx, [approver.id], 'asked by name')
  if (approver.kind === 'role') return byRole(tx, approver.name, `has the role ${approver.name.replaceAll('_', ' ')}`)
  if (approver.kind === 'field') {
    const named = namedBy(row, approver.field)
    if (approver.whose === undefined) return byRecord(tx, named, wordsOf(approver.field))
    return byRecord(
      tx,
      await follow(records, named, approver.whose),
      `${wordsOf(approver.whose)} of ${wordsOf(approver.field)}`,
    )
  }
  const selves = await selvesOf(tx, approval.account === null ? [] : [approval.account])
  return byRecord(tx, await follow(records, selves, approver.field), `${wordsOf(approver.field)} of who asks`)
}

/** Whom a field of these records names. */
async function follow(records: Records, ids: readonly string[], field: string): Promise<readonly string[]> {
  const rows = await Promise.all(ids.map((id) => records.reach(id)))
  return rows.flatMap(({ row }) => namedBy(row, field))
}

/** Whom a field of the record that stands for an account names, as an account: its manager. */
export async function managerOf(tx: Db, records: Records, { account, field }: { account: string; field: string }) {
  const named = await follow(records, await selvesOf(tx, [account]), field)
  return (await byRecord(tx, named, ''))[0]?.account ?? null
}

const wordsOf = (field: string): string => field.replaceAll(/([A-Z])/g, ' $1').toLowerCase()

async function selvesOf(tx: Db, accounts: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.query<{ self: string }>({
    text: 'select self from account where id = any($1) and self is not null',
    values: [accounts],
  })
  return rows.map(({ self }) => self)
}

async function byRecord(tx: Db, ids: readonly string[], because: string): Promise<readonly NewSeat[]> {
  const rows = await tx.query<{ account: string }>({
    text: 'select id as account from account where self = any($1) and not is_disabled order by name, id',
    values: [ids],
  })
  return rows.map(({ account }) => ({ account, because }))
}

async function byRole(tx: Db, role: string, because: string): Promise<readonly NewSeat[]> {
  const rows = await tx.query<{ account: string }>({
    text: 'select id as account from account where roles @> array[$1] and not is_disabled order by name, id limit 50',
    values: [role],
  })
  return rows.map(({ account }) => ({ account, because }))
}

async function allowed({ tx, approval }: Asking, seats: readonly NewSeat[]): Promise<readonly NewSeat[]> {
  const once = [...new Map(seats.toReversed().map((seat) => [seat.account, seat])).values()].toReversed()
  const rows = await tx.query<{ id: string }>({
    text: 'select id from account where id = any($1) and not is_disabled',
    values: [once.map(({ account }) => account)],
  })
  const able = new Set(rows.map(({ id }) => id))
  return once.filter(({ account }) => able.has(account) && (approval.mayDecideOwn || account !== approval.account))
}
