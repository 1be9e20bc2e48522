import { rightsOf } from '../access/abilities.ts'
import { holderOf } from '../access/holder.server.ts'
import type { Who } from '../access/who.ts'
import { Failure } from '../errors.ts'
import { entrySelect, type PlacedEntry } from '../history/position.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord, Filter } from '../record/define.ts'
import { columnOf, pathOf } from '../record/registry.ts'
import type { Row } from '../record/store.server.ts'
import type { Claimed } from './queue.server.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'registry' | 'url'>
/** What is sent, and as whom it was read; or why nothing is. */
export type Payload =
  | { readonly body: string; readonly readAs: string }
  /** `isWanted` is false where the conditions don't hold: then nobody need know of it. */
  | { readonly withheld: string; readonly isWanted: boolean }

/** Makes what a delivery says, as whoever saved the webhook last may read it at this moment. */
export async function payloadOf(kernel: Needs, told: Claimed, groupsSql?: string): Promise<Payload> {
  const owner = told.owner === null ? null : await holderOf(kernel.db, told.owner, groupsSql)
  if (!owner?.account)
    return { withheld: 'Whoever saved this webhook last has no account any more. Save it anew.', isWanted: true }
  const type = kernel.registry.records.find(({ name }) => name === told.type)
  const row =
    type && told.recordId
      ? await readAs(kernel, owner, { type, id: told.recordId, conditions: told.rule === null ? told.conditions : {} })
      : null
  if (row !== null && 'withheld' in row) return row
  const change = type && told.entryId ? await changeOf(kernel, owner, { told, type }) : null
  const data = {
    ...(row && type
      ? { record: { type: type.name, ...row.row, url: `${kernel.url}/${pathOf(type)}/${row.row.id}` } }
      : {}),
    ...(change ? { change } : {}),
    ...(told.rule === null ? {} : { rule: told.rule }),
  }
  const body = JSON.stringify({ type: told.event, timestamp: told.at.toISOString(), data })
  return { body, readAs: owner.account }
}

interface Reading {
  readonly type: AnyRecord
  readonly id: string
  readonly conditions: Filter
}

async function readAs(
  { store }: Needs,
  owner: Who,
  { type, id, conditions }: Reading,
): Promise<{ readonly row: Omit<Row, 'can'> } | Extract<Payload, { withheld: string }>> {
  const records = store.as(owner)
  try {
    const { rows } = await records.list(type, { filter: { ...conditions, id }, archived: 'with', limit: 1 })
    const { can: _, ...row } = rows[0] ?? { can: [] }
    if (rows[0]) return { row: row as Omit<Row, 'can'> }
    await records.get(type, id)
    return { withheld: 'The conditions don’t hold.', isWanted: false }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const says = error.code === 'NotFound' ? 'Whoever saved this webhook may not read this record.' : error.message
    return { withheld: says, isWanted: true }
  }
}

async function changeOf(
  { db }: Needs,
  owner: Who,
  { told, type }: { readonly told: Claimed; readonly type: AnyRecord },
): Promise<unknown> {
  const [entry] = await db.query<PlacedEntry>({
    text: `select ${entrySelect} from history h where h.id = $1 and h.at = $2`,
    values: [told.entryId, told.entryAt],
  })
  if (!entry) return null
  const { hidden } = rightsOf(owner, type)
  const columns = Object.keys(entry.after ?? {})
  const fields = Object.keys(type.fields).filter((name) => {
    const column = columnOf(name)
    return !hidden.has(name) && columns.some((one) => one === column || one === `${column}_amount`)
  })
  const { id, at, verb, version, who, whoName, via, reason } = entry
  return { id, at, verb, version, by: { account: who, name: whoName }, via, fields, reason }
}
