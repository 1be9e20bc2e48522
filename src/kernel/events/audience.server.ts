import { sql } from 'kysely'
import { rightsOf } from '../access/abilities.ts'
import { verdictSql } from '../access/rule.server.ts'
import { holds, type Verdict } from '../access/rule.ts'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import type { AnyRecord } from '../record/define.ts'
import type { Registry } from '../record/registry.ts'
import type { Change } from './change.ts'

/** Who may know of one batch of changes. */
export interface Audience {
  /** The changes of records that the caller may read. One query per type at most, shared by callers with the same rights. */
  readonly changesFor: (who: Who) => Promise<readonly Change[]>
}

/** Whether the caller may read any record of a type. */
export function mayReadSome(registry: Registry, who: Who, type: string): boolean {
  const record = registry.records.find(({ name }) => name === type)
  return record !== undefined && rightsOf(who, record).read !== false
}

const seesInternal = (who: Who): boolean => who.isSystem || holds(who, 'comment.see_internal')

export function openAudience({
  db,
  registry,
  changes,
}: {
  db: Db
  registry: Registry
  changes: readonly Change[]
}): Audience {
  const byType = Map.groupBy(changes, ({ type }) => type)
  const answers = new Map<string, Promise<ReadonlySet<string>>>()
  const readable = (record: AnyRecord, verdict: Verdict): Promise<ReadonlySet<string>> => {
    const key = `${record.name} ${JSON.stringify(verdict)}`
    const ids = (byType.get(record.name) ?? []).map(({ id }) => id)
    const answer = answers.get(key) ?? readableIds(db, { record, verdict, ids })
    answers.set(key, answer)
    return answer
  }
  const changesFor = async (who: Who): Promise<readonly Change[]> => {
    const seen: Change[] = []
    for (const [type, group] of byType) {
      const record = registry.records.find(({ name }) => name === type)
      const verdict = record ? rightsOf(who, record).read : false
      if (!record || verdict === false) continue
      const ids = verdict === true ? null : await readable(record, verdict)
      seen.push(
        ...group.filter(({ id, isInternal }) => (ids === null || ids.has(id)) && (!isInternal || seesInternal(who))),
      )
    }
    return seen
  }
  return { changesFor }
}

async function readableIds(
  db: Db,
  { record, verdict, ids }: { record: AnyRecord; verdict: Verdict; ids: readonly string[] },
): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>(
    sql`select t.id from ${sql.table(record.name)} t
      where t.id = any(${ids}::uuid[]) and ${verdictSql(record, verdict, 't')}`,
  )
  return new Set(rows.map(({ id }) => id))
}
