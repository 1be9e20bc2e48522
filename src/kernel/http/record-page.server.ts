import { holds } from '../access/rule.ts'
import type { Who } from '../access/who.ts'
import { filesOf } from '../files/files.server.ts'
import { historyOf, type HistoryPage } from '../history/read.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord, Trait } from '../record/define.ts'
import { pointingFields, type PointingField } from '../record/pointing.ts'
import type { Records, Row } from '../record/store.server.ts'
import { commentsOf } from '../traits/comments.server.ts'
import { askTogether } from '../traits/part.server.ts'
import { relationsOf } from '../traits/relations.server.ts'
import { tagsOf } from '../traits/tags.server.ts'
import { tasksOf } from '../traits/tasks.server.ts'
import { watchingOf } from '../traits/watching.server.ts'
import type { PageParts } from '../traits/wire.ts'

/** A record with all that its page shows at once. */
export interface RecordPage extends PageParts {
  readonly row: Row
  readonly history: HistoryPage | null
}
interface Asked {
  readonly record: AnyRecord
  readonly key: string
}

const latestComments = 100
const latestEntries = 25

/** A record with what hangs on it and its latest history: four statements, whatever its traits. Throws NotFound. */
export async function readPage(kernel: Kernel, who: Who, { record, key }: Asked): Promise<RecordPage> {
  const row = await kernel.store.as(who).get(record, key)
  const target = { id: row.id, type: record, row }
  const has = (trait: Trait): boolean => record.traits?.includes(trait) ?? false
  const parts = await askTogether(kernel.db, {
    comments: has('comments') ? commentsOf(target, who, { limit: latestComments }) : null,
    files: has('files') ? filesOf(target) : null,
    tags: has('tags') ? tagsOf(target) : null,
    watch: has('watchers') ? watchingOf(target, who) : null,
    relations: has('relations') ? relationsOf(kernel, who, target) : null,
    tasks: has('tasks') ? tasksOf(kernel, who, target) : null,
  })
  const mayLookBack = who.isSystem || holds(who, 'history.read')
  const history = mayLookBack ? await historyOf(kernel, who, { record, row, limit: latestEntries }) : null
  return { row, ...parts, history }
}

/** The records of one type that point at a record by one field: the first few, and how many there are. */
export interface RelatedGroup {
  readonly type: string
  readonly field: string
  readonly rows: readonly Row[]
  readonly count: { readonly count: number; readonly isAtLeast: boolean }
}
const shown = 12

/** What points at a record, type by type and field by field, of what the caller may read; ways without any are left out. */
export async function readRelated(kernel: Kernel, who: Who, { record, key }: Asked): Promise<readonly RelatedGroup[]> {
  const records = kernel.store.as(who)
  const { id } = await records.get(record, key)
  const groups = await Promise.all(pointingFields(kernel.registry, record).map((way) => readGroup(records, way, id)))
  return groups.filter((group) => group.rows.length > 0)
}

async function readGroup(records: Records, { from, field }: PointingField, id: string): Promise<RelatedGroup> {
  const filter = { [field]: id }
  const { rows, next } = await records.list(from, { filter, limit: shown })
  const count = next === null ? { count: rows.length, isAtLeast: false } : await records.count(from, { filter })
  return { type: from.name, field, rows, count }
}
