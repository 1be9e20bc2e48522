import { sql } from 'kysely'
import { present } from '../clock.ts'
import { rightsOf } from '../access/abilities.ts'
import { verdictSql } from '../access/rule.server.ts'
import type { Who } from '../access/who.ts'
import { invalid } from '../errors.ts'
import { entrySelect, type PlacedEntry } from '../history/position.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { rowsAfter } from '../record/as-of.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { filterSql } from '../record/filter.server.ts'
import type { Rule } from './action.ts'
import { listensTo } from './rules.server.ts'

/** What a rule would have done. */
export interface DryRun {
  /** Entries of the history that were looked at, and how many of them the rule would have acted on. */
  readonly looked: number
  readonly matched: number
  /** There was more than is looked at; the latest were. */
  readonly isCut: boolean
  readonly examples: readonly {
    readonly id: string
    readonly title: string
    readonly at: string
    readonly verb: string
  }[]
}
type Needs = Pick<Kernel, 'db' | 'registry' | 'clock'>
export type Tried = Pick<Rule, 'recordType' | 'verbs' | 'changed' | 'conditions'>

const mostEntries = 10_000
const chunkSize = 500
const mostExamples = 20
const dayMs = 86_400_000

/** Asks a rule's condition of what happened in the last days, each record as it stood right after. Counts only what the caller may read. */
export async function dryRun(kernel: Needs, who: Who, { rule, days }: { rule: Tried; days: number }): Promise<DryRun> {
  const record = kernel.registry.records.find(({ name }) => name === rule.recordType)
  if (!record) throw invalid([{ field: 'recordType', says: `There is no '${rule.recordType}'.` }])
  const since = new Date(kernel.clock.now().getTime() - days * dayMs)
  const entries = await kernel.db.query<PlacedEntry>({
    text: `select ${entrySelect} from history h where h.type = $1 and h.at >= $2 and h.verb = any($3) and h.via <> 'automation'
      order by h.at desc, h.id desc limit $4`,
    values: [record.name, since, rule.verbs, mostEntries + 1],
  })
  const looked = entries.slice(0, mostEntries)
  const heard = looked.filter((entry) => listensTo(rule, record, entry))
  let matched = 0
  const examples: DryRun['examples'][number][] = []
  for (let start = 0; start < heard.length; start += chunkSize) {
    const chunk = heard.slice(start, start + chunkSize)
    for (const { n, title } of await holdingOf(kernel, who, { record, rule, chunk })) {
      const entry = chunk[n - 1]
      matched += 1
      if (entry && examples.length < mostExamples)
        examples.push({ id: entry.recordId, title, at: entry.at.toISOString(), verb: entry.verb })
    }
  }
  return { looked: looked.length, matched, isCut: entries.length > mostEntries, examples }
}

interface Chunk {
  readonly record: AnyRecord
  readonly rule: Tried
  readonly chunk: readonly PlacedEntry[]
}

function holdingOf(
  { db, registry, clock }: Needs,
  who: Who,
  { record, rule, chunk }: Chunk,
): Promise<{ n: number; title: string }[]> {
  const condition = filterSql({ record, registry, who, ...present(clock), alias: 't' }, rule.conditions)
  const readable = verdictSql(record, rightsOf(who, record).read, 'u')
  return db.query<{ n: number; title: string }>(
    sql`select e.n, r.title from ${rowsAfter(record, chunk, 't')} join record r on r.id = e.id
      where ${readable} and ${condition} order by e.n`,
  )
}
