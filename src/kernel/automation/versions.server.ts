import { sql } from 'kysely'
import { rightsOf } from '../access/abilities.ts'
import type { Who } from '../access/who.ts'
import { conflict, notFound } from '../errors.ts'
import { canonical, type Fragment } from '../history/entry.server.ts'
import { entrySelect, type PlacedEntry } from '../history/position.server.ts'
import { titlesOf } from '../history/read.server.ts'
import { type Change, changesOf, idsIn, type Reading, sentenceOf } from '../history/sentence.ts'
import type { Kernel } from '../kernel.server.ts'
import { jsonValue, toPlain } from '../record/fragment.ts'
import { ownColumns } from '../record/row.server.ts'
import type { Row } from '../record/store.server.ts'
import { isUuid } from '../record/values.ts'
import { AutomationRule } from './automation-rule.record.ts'

type Needs = Pick<Kernel, 'db' | 'registry' | 'store'>
/** A rule as it was from one change until the next. */
export interface Version {
  readonly version: number
  readonly at: string
  readonly who: string
  readonly sentence: string
  /** What is different from how it is now: `before` as it was, `after` as it is. */
  readonly differences: readonly Change[]
}
const most = 100

/** What a rule was, the latest version first, each held against what it is now: four statements. */
export async function versionsOf(kernel: Needs, who: Who, id: string): Promise<readonly Version[]> {
  const { row, record, standing } = await standingsOf(kernel, who, id)
  const told = standing.flatMap(({ entry, differs }) => [entry, { ...entry, ...differs }])
  const ids = [...new Set(told.flatMap((one) => idsIn(one, record)).filter(isUuid))]
  const reading: Reading = { record, hidden: rightsOf(who, record).hidden, titles: await titlesOf(kernel, who, ids) }
  return standing.map(({ entry, differs }) => ({
    version: entry.version ?? row.version,
    at: entry.at.toISOString(),
    who: entry.whoName,
    sentence: changeSentence(entry, reading),
    differences: changesOf({ ...entry, ...differs }, reading),
  }))
}

/** Which parts were changed, by their labels: what they were is compared, since conditions and steps make no sentence. */
function changeSentence(entry: PlacedEntry, reading: Reading): string {
  const labels = changesOf(entry, reading).map(({ label }) => `“${label}”`)
  if (entry.verb !== 'updated' || labels.length === 0) return sentenceOf(entry, reading)
  const reason = entry.reason ? `: ${entry.reason}` : ''
  return `${entry.whoName} changed ${new Intl.ListFormat('en-GB').format(labels)}${reason}`
}

/** Makes a rule what it was at a version, by a new change of the caller; whether it is on stays as it is. */
export async function restoreVersion(
  kernel: Needs,
  who: Who,
  { id, version, reason }: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<Row> {
  const { row, record, standing } = await standingsOf(kernel, who, id)
  const found = standing.find(({ entry }) => entry.version === version)
  if (!found) throw notFound('This version')
  const { isOn: _, ...values } = toPlain(record, found.differs.before)
  const own = Object.entries(values).filter(([name]) => record.fields[name] !== undefined)
  if (own.length === 0) throw conflict('The rule already is what it was then.')
  return await kernel.store.as(who).update(record, row.id, Object.fromEntries(own), { reason })
}

interface Standing {
  readonly entry: PlacedEntry
  readonly differs: { readonly before: Fragment; readonly after: Fragment }
}

/** How a rule stood after each of its latest changes: what it is now, with what later changes replaced laid over it. */
async function standingsOf({ db, registry, store }: Needs, who: Who, id: string) {
  const record = registry.record(AutomationRule.name)
  const row = await store.as(who).get(record, id)
  const [[columns], entries] = await Promise.all([
    db.query<Fragment>(
      sql`select ${ownColumns(record, 't')} from ${sql.table(record.name)} t where t.id = ${row.id}::uuid`,
    ),
    db.query<PlacedEntry>({
      text: `select ${entrySelect} from history h where h.record_id = $1 and h.version is not null order by h.entry desc limit $2`,
      values: [row.id, most],
    }),
  ])
  const now: Fragment = Object.fromEntries(
    Object.entries(columns ?? {}).map(([name, value]) => [name, jsonValue(value)]),
  )
  let then = now
  const standing = entries.map((entry): Standing => {
    const names = Object.keys(then).filter((name) => canonical(then[name] ?? null) !== canonical(now[name] ?? null))
    const part = (of: Fragment): Fragment => Object.fromEntries(names.map((name) => [name, of[name] ?? null]))
    const differs = { before: part(then), after: part(now) }
    then = { ...then, ...entry.before }
    return { entry, differs }
  })
  return { row, record, standing }
}
