import { hash } from 'node:crypto'
import type { Who } from '../access/who.ts'
import { badRequest, conflict } from '../errors.ts'
import { appendEntry, canonical } from '../history/entry.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { Records } from '../record/store.server.ts'
import type { Db } from '../database/db.server.ts'
import { bindable, boundUnlessSaid, boundValues, shownValues } from './binding.ts'
import { settle } from './settle.server.ts'
import type { NewStep } from './steps.ts'
import { lockApproval, type Stored } from './stored.server.ts'

export type ApprovalKernel = Pick<Kernel, 'db' | 'store' | 'clock' | 'secret' | 'url' | 'registry'>

/** What is asked of whom. */
export interface NewApproval {
  readonly recordId: string
  /** What is asked, in words: 'Extend the contract by a year'. */
  readonly title: string
  readonly text?: string | undefined
  /** The fields it is bound to: once one of them changes it lapses and is asked again. Unless said, all that no guard keeps from anybody; who is asked is shown them. */
  readonly fields?: readonly string[] | undefined
  readonly steps: readonly NewStep[]
  /** Who asks may decide, too. */
  readonly mayDecideOwn?: boolean | undefined
  readonly remindDays?: number | undefined
  /** After so many days the manager of who was asked may decide in their place. */
  readonly escalateDays?: number | null | undefined
  readonly until?: Date | null | undefined
  /** The template that it was asked by. */
  readonly template?: string | null | undefined
}
/** Asks for an approval as somebody who may read the record, and asks those of its first step; resolves to its id. */
export async function startApproval(kernel: ApprovalKernel, who: Who, asked: NewApproval): Promise<string> {
  const { type, row } = await kernel.store.as(who).reach(asked.recordId)
  if (row.archivedAt !== null) throw conflict('This record is archived. Restore it first.')
  if (asked.steps.length === 0) throw badRequest('An approval needs at least one step.')
  const seen = bindable(type).filter((name) => name in row)
  const unknown = asked.fields?.find((name) => !seen.includes(name))
  if (unknown !== undefined) throw badRequest(`An approval can’t be bound to '${unknown}' here.`)
  const fields = asked.fields ?? boundUnlessSaid(type)
  return kernel.store
    .asSystem('asks for an approval')
    .transaction((records, tx) => insertApproval({ kernel, who, records, tx }, { ...asked, fields }))
}

export interface Asking {
  readonly kernel: ApprovalKernel
  readonly who: Who
  readonly records: Records
  readonly tx: Db
}

/** Writes an approval with its steps and asks those whose turn it is. `lapsed` is the one that it asks again. */
export async function insertApproval(
  asking: Asking,
  asked: NewApproval & { readonly fields: readonly string[] },
  lapsed?: Stored,
): Promise<string> {
  const { kernel, who, records, tx } = asking
  const { clock } = kernel
  const { type, row } = await records.reach(asked.recordId)
  const id = clock.id()
  const before = new Map((lapsed?.shown ?? []).map(({ field, value }) => [field, value]))
  const shown = shownValues(type, row, { fields: asked.fields, before })
  await tx.query({
    text: `insert into approval (id, record_id, title, text, state, fields, hash, shown, follows, may_decide_own, remind_days,
        escalate_days, until, at, account_id, by_name, template)
      values ($1, $2, $3, $4, 'waiting', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    values: [
      id,
      row.id,
      asked.title,
      asked.text ?? '',
      asked.fields,
      hashOf(row, asked.fields),
      JSON.stringify(shown),
      lapsed?.id ?? null,
      asked.mayDecideOwn ?? false,
      asked.remindDays ?? 2,
      asked.escalateDays ?? null,
      asked.until ?? null,
      clock.now(),
      lapsed ? lapsed.account : who.account,
      lapsed ? lapsed.byName : who.name,
      asked.template ?? null,
    ],
  })
  for (const [at, step] of asked.steps.entries())
    await tx.query({
      text: 'insert into approval_step (id, approval_id, position, label, quorum, approvers) values ($1, $2, $3, $4, $5, $6)',
      values: [
        clock.id(),
        id,
        step.position ?? at + 1,
        step.label,
        String(step.quorum ?? 'all'),
        JSON.stringify(step.approvers),
      ],
    })
  const after = { approval: id, title: asked.title }
  await appendEntry(tx, { who, clock }, { recordId: row.id, type: type.name, verb: 'approval_asked', after })
  const stored = await lockApproval(tx, id)
  if (stored) await settle(asking, stored)
  return id
}

/** SHA-256 of the canonical JSON of what the fields hold now. */
export const hashOf = (row: Readonly<Record<string, unknown>>, fields: readonly string[]): string =>
  hash('sha256', canonical({ id: row.id, values: boundValues(row, fields) }))
