import { sql } from 'kysely'
import { maySet, rightsOf } from '../access/abilities.ts'
import { satisfies } from '../access/rule.ts'
import { verdictSql } from '../access/rule.server.ts'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { forbidden } from '../errors.ts'
import type { AnyRecord, Problem } from './define.ts'
import { secretMask } from './field.ts'
import type { Plain } from './fragment.ts'
import { inSentence } from './in-sentence.ts'
import type { Writing } from './outcome.server.ts'
import { columnOf, labelOf, type Registry, storedFields } from './registry.ts'
import { checkValues } from './values.ts'

/** What checking a write needs. */
export interface Checking {
  readonly db: Db
  readonly registry: Registry
  readonly who: Who
}

/** Values ready to be stored, or every problem they have. */
export interface Prepared {
  readonly values: Plain
  readonly problems: readonly Problem[]
}

/** Checks what the caller sent by itself: kinds, bounds, guards, the record's own rules. Touches no database. */
export function prepare(
  { who, seal }: Pick<Writing, 'who' | 'seal'>,
  record: AnyRecord,
  input: Readonly<Plain>,
  existing: Readonly<Plain> | null,
): Prepared {
  const guarded = Object.keys(input).filter((name) => record.fields[name] && !maySet(who, record.fields[name]))
  if (guarded.length > 0)
    return {
      values: {},
      problems: guarded.map((name) => ({
        field: name,
        says: `You may not set ${inSentence(labelOf(name, record.fields[name]))}.`,
      })),
    }
  return sealed(record, checkValues(record, input, existing), { seal, existing })
}

/** Secrets leave here unreadable; the mask they read as stands for what is there already. */
function sealed(
  record: AnyRecord,
  { values, problems }: Prepared,
  { seal, existing }: { readonly seal: Writing['seal']; readonly existing: Readonly<Plain> | null },
): Prepared {
  const names = Object.keys(values).filter((name) => record.fields[name]?.kind === 'secret')
  if (names.length === 0) return { values, problems }
  const kept = Object.entries(values).flatMap(([name, value]) => {
    if (!names.includes(name) || typeof value !== 'string') return [[name, value]]
    if (value === secretMask) return existing ? [] : [[name, null]]
    return [[name, seal(value)]]
  })
  return { values: Object.fromEntries(kept), problems }
}

/** Throws Forbidden unless the caller may create this row. */
export function mayCreate(who: Who, record: AnyRecord, values: Readonly<Plain>): void {
  if (!satisfies(rightsOf(who, record).create, { ...values }))
    throw forbidden(`You may not create ${inSentence(record.label[1])}.`)
}

/**
 * Finds references, among all rows at once, that point at nothing the caller may see: a problem list per row.
 * Plain references to a type that the caller may read whole are left to the foreign key.
 */
export async function checkReferences(
  { db, registry, who }: Checking,
  record: AnyRecord,
  rows: readonly Plain[],
): Promise<readonly (readonly Problem[])[]> {
  const problems: Problem[][] = rows.map(() => [])
  for (const [name, field] of storedFields(record)) {
    if (field.kind !== 'ref' && field.kind !== 'refs') continue
    const target = registry.record(field.options.to ?? '')
    const verdict = rightsOf(who, target).read
    if (field.kind === 'ref' && verdict === true) continue
    const wanted = new Set(rows.flatMap((row) => (row[name] ?? []) as string | readonly string[]))
    if (wanted.size === 0) continue
    const found = await db.query<{ id: string }>(
      sql`select o.id from ${sql.table(target.name)} o where o.id = any(${[...wanted]}::uuid[]) and ${verdictSql(target, verdict, 'o')}`,
    )
    const seen = new Set(found.map((row) => row.id))
    rows.forEach((row, index) => {
      const missing = [row[name] ?? []].flat().some((id) => !seen.has(String(id)))
      if (missing) problems[index]?.push({ field: name, says: missingReference(labelOf(name, field), target) })
    })
  }
  return problems
}

export const missingReference = (label: string, target: AnyRecord): string =>
  `${label} points at a ${inSentence(target.label[0])} that doesn't exist, or that you may not see.`

/** Refuses references that would close a circle (someone above themselves). Serialises such changes per field until the transaction ends. */
export async function checkTrees(
  tx: Db,
  record: AnyRecord,
  id: string,
  changed: Readonly<Plain>,
): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  for (const [name, field] of storedFields(record)) {
    const parent = changed[name]
    if (!field.options.tree || typeof parent !== 'string') continue
    const column = sql.ref(columnOf(name))
    await tx.query(sql`select pg_advisory_xact_lock(hashtext(${`${record.name}.${name}`}))`)
    const circle = await tx.query(sql`with recursive up (id, parent) as (
        select id, ${column} from ${sql.table(record.name)} where id = ${parent}::uuid
        union select t.id, t.${column} from ${sql.table(record.name)} t join up on t.id = up.parent
      ) select 1 from up where id = ${id}::uuid limit 1`)
    if (parent === id || circle.length > 0)
      problems.push({
        field: name,
        says: `${labelOf(name, field)} would make a circle: that ${inSentence(record.label[0])} is already below this one.`,
      })
  }
  return problems
}

/** Whether any of these changes could close a circle. */
export const touchesTree = (record: AnyRecord, changed: Readonly<Plain>): boolean =>
  storedFields(record).some(([name, field]) => field.options.tree === true && typeof changed[name] === 'string')
