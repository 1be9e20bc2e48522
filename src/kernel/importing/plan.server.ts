import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import type { AnyRecord } from '../record/define.ts'
import type { Field } from '../record/field.ts'
import { labelOf, type Registry, titleOf } from '../record/registry.ts'
import { type RowProblem, type RowReader } from './evaluate.ts'
import { findBy, readTree } from './existing.server.ts'
import { type Brief, type FoundBy, keyForm } from './found.ts'
import { columnsByField, type Mapping } from './mapping.ts'
import { type Decision, matchRows } from './match.ts'
import { keysOfName, type Lookup, lookupFields, type Resolved, resolveName } from './references.ts'
import type { Cell } from './table.ts'
import { findCircles, levelsOf } from './tree.ts'

/** What is settled about a whole file before its rows are read one by one. */
export interface Plan {
  readonly decisionOf: (row: number) => Decision
  /** The line of a row in the file. */
  readonly lineOf: (row: number) => number
  /** What a name in a reference field stands for. */
  readonly resolve: (field: string, text: string) => Resolved
  /** Rows that stand in a circle, with the whole circle in words. */
  readonly circles: ReadonlyMap<number, RowProblem>
  /** All rows in chunks of at most 1,000, in an order in which rows that others point at come first. */
  readonly chunks: readonly Chunk[]
}
/** Rows that are applied together. Chunks of one level don't need each other; its number sorts by level. */
export interface Chunk {
  readonly number: number
  readonly rows: readonly number[]
}
export interface Planning {
  readonly db: Db
  readonly who: Who
  readonly registry: Registry
  readonly record: AnyRecord
  readonly mapping: Mapping
  readonly reader: RowReader
}

const perChunk = 1000

/** Looks at all rows of a file together: whom they are about, what their references mean, circles, and the order to apply them in. */
export async function planRows(
  planning: Planning,
  rows: AsyncIterable<{ readonly row: number; readonly line: number; readonly cells: readonly Cell[] }>,
): Promise<Plan> {
  const { record, mapping } = planning
  const mapped = [...columnsByField(mapping).keys()]
  const unique = mapped.filter((name) => record.fields[name]?.options.unique === true)
  const references = mapped.flatMap((name) => (isReference(record.fields[name]) ? [name] : []))
  const own = references.filter((name) => record.fields[name]?.options.to === record.name)
  const within = references.find((name) => name === record.matchWithin && !own.includes(name)) ?? null
  const keyFields = [
    ...new Set([
      ...(record.alike?.tells ?? []).filter((name) => mapped.includes(name)),
      ...mapping.matchOn,
      ...unique,
      ...lookupFields(record).filter((name) => mapped.includes(name)),
    ]),
  ]

  const collected = await collect(planning.reader, rows, {
    titleField: titleOf(record),
    keyFields,
    references,
    kept: within === null ? own : [...own, within],
  })
  const { texts } = collected
  const briefs = within === null ? collected.briefs : await scoped(planning, within, collected)
  const found = await findKeys(planning, briefs, { fields: [...new Set([...mapping.matchOn, ...unique])], within })
  const decisions = matchRows(briefs, { record, matchOn: mapping.matchOn, unique, found, within })
  const decisionOf = (row: number): Decision => decisions.get(row) ?? { kind: 'new' }
  const idOfRow = (row: number): string | null => {
    const decision = decisionOf(row)
    return decision.kind === 'stored' ? decision.id : null
  }
  const index = rowsByKey(
    briefs.filter(({ row }) => ['new', 'stored'].includes(decisionOf(row).kind)),
    keyFields,
  )
  const lookups = new Map<string, Lookup>()
  for (const name of references)
    lookups.set(name, await lookupOf(planning, name, texts.get(name) ?? new Set(), { index, idOfRow }))
  const resolve = remembering(lookups)
  const circles = await circlesOf(planning, briefs, { own, decisionOf, resolve })
  const needs = (row: number): readonly number[] => {
    const names = briefs[row - 1]?.names ?? {}
    return own.flatMap((name) => (names[name] ?? []).flatMap((text) => rowOf(resolve(name, text))))
  }
  const { levels, stuck } = levelsOf(
    briefs.map(({ row }) => row),
    needs,
  )
  const lineOf = (row: number): number => briefs[row - 1]?.line ?? row
  return { decisionOf, lineOf, resolve, circles, chunks: [...levels, stuck].flatMap(chunksOf) }
}

const isReference = (field: Field<unknown> | undefined): boolean => field?.kind === 'ref' || field?.kind === 'refs'
const rowOf = (resolved: Resolved): readonly number[] => ('row' in resolved ? [resolved.row] : [])

interface Collected {
  readonly briefs: readonly Brief[]
  /** Distinct texts by reference field. */
  readonly texts: ReadonlyMap<string, ReadonlySet<string>>
}

async function collect(
  reader: RowReader,
  rows: AsyncIterable<{ readonly row: number; readonly line: number; readonly cells: readonly Cell[] }>,
  {
    titleField,
    keyFields,
    references,
    kept,
  }: { titleField: string; keyFields: readonly string[]; references: readonly string[]; kept: readonly string[] },
): Promise<Collected> {
  const briefs: Brief[] = []
  const texts = new Map(references.map((name) => [name, new Set<string>()]))
  for await (const { row, line, cells } of rows) {
    const keys = Object.fromEntries(
      keyFields.map((name) => {
        const value = reader.readOne(cells, name)
        return [name, value === null ? null : keyForm(value)]
      }),
    )
    const names: Record<string, readonly string[]> = {}
    for (const name of references) {
      const given = reader.namesOf(cells, name)
      for (const text of given) texts.get(name)?.add(text)
      if (kept.includes(name)) names[name] = given
    }
    const title = reader.readOne(cells, titleField) ?? Object.values(keys).find((key) => key !== null)
    briefs.push({ row, line, title: String(title ?? `row ${row}`), keys, names })
  }
  return { briefs, texts }
}

/** The rows with what the reference means within which their names count: an id, or the name where nothing has it. */
async function scoped(planning: Planning, within: string, { briefs, texts }: Collected): Promise<readonly Brief[]> {
  const file = { index: new Map(), idOfRow: () => null }
  const resolve = remembering(
    new Map([[within, await lookupOf(planning, within, texts.get(within) ?? new Set(), file)]]),
  )
  return briefs.map((brief) => {
    const [text] = brief.names[within] ?? []
    const resolved = text === undefined ? null : resolve(within, text)
    const scope = resolved === null ? null : 'id' in resolved ? resolved.id : `?${text}`
    return { ...brief, keys: { ...brief.keys, [within]: scope } }
  })
}

async function findKeys(
  { db, who, record, mapping }: Planning,
  briefs: readonly Brief[],
  { fields, within }: { readonly fields: readonly string[]; readonly within: string | null },
): Promise<ReadonlyMap<string, FoundBy>> {
  const along = [...mapping.matchOn, ...(within === null ? [] : [within])].filter((name) => record.fields[name])
  const found = new Map<string, FoundBy>()
  for (const field of fields) {
    const values = briefs.flatMap(({ keys }) => keys[field] ?? [])
    found.set(field, await findBy({ db, who, record, field, values, along }))
  }
  return found
}

type RowIndex = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>

function rowsByKey(briefs: readonly Brief[], fields: readonly string[]): RowIndex {
  return new Map(
    fields.map((field) => {
      const rows = new Map<string, number[]>()
      for (const { row, keys } of briefs) {
        const key = keys[field]
        if (key == null) continue
        const list = rows.get(key)
        if (list) list.push(row)
        else rows.set(key, [row])
      }
      return [field, rows]
    }),
  )
}

async function lookupOf(
  { db, who, registry, record, mapping }: Planning,
  name: string,
  texts: ReadonlySet<string>,
  file: { index: RowIndex; idOfRow: (row: number) => string | null },
): Promise<Lookup> {
  const field = record.fields[name] as Field<unknown>
  const target = registry.record(field.options.to ?? '')
  const chosen = mapping.columns.find((column) => column.field === name)?.by
  const by = chosen ? [chosen] : lookupFields(target)
  const values = [...texts].flatMap(keysOfName)
  const stored = new Map<string, FoundBy>()
  for (const one of by) stored.set(one, await findBy({ db, who, record: target, field: one, values }))
  const isOwn = target.name === record.name
  return {
    target,
    label: labelOf(name, field),
    by,
    stored,
    rows: isOwn ? file.index : new Map(),
    idOfRow: file.idOfRow,
  }
}

/** The same name in the same field always means the same: it is looked up once. */
function remembering(lookups: ReadonlyMap<string, Lookup>): Plan['resolve'] {
  const known = new Map<string, Resolved>()
  return (field, text) => {
    const key = `${field}\n${text}`
    const lookup = lookups.get(field)
    const resolved = known.get(key) ?? (lookup ? resolveName(text, lookup) : { says: 'This reference is not mapped.' })
    known.set(key, resolved)
    return resolved
  }
}

/** For each tree that the file changes: the rows that would stand above themselves. */
async function circlesOf(
  { db, record, mapping }: Planning,
  briefs: readonly Brief[],
  { own, decisionOf, resolve }: { own: readonly string[]; decisionOf: Plan['decisionOf']; resolve: Plan['resolve'] },
): Promise<ReadonlyMap<number, RowProblem>> {
  const problems = new Map<number, RowProblem>()
  for (const field of own.filter((name) => record.fields[name]?.options.tree)) {
    const stored = await readTree(db, record, field)
    const nodes = new Map<string, Brief>()
    for (const brief of briefs) {
      const decision = decisionOf(brief.row)
      if (decision.kind === 'new') nodes.set(`row ${brief.row}`, brief)
      if (decision.kind === 'stored') nodes.set(decision.id, brief)
    }
    const parentOf = (node: string): string | null => {
      const brief = nodes.get(node)
      const [text] = brief?.names[field] ?? []
      if (text === undefined) return brief && mapping.empty === 'clear' ? null : (stored.get(node) ?? null)
      const resolved = resolve(field, text)
      if ('says' in resolved) return null
      return 'row' in resolved ? `row ${resolved.row}` : resolved.id
    }
    for (const circle of findCircles(nodes.keys(), parentOf)) {
      const steps = [...circle, circle[0] ?? ''].map((node) => nameOf(nodes.get(node)))
      const label = labelOf(field, record.fields[field])
      const says =
        circle.length === 1
          ? `${label}: this row names itself. Name another one, or empty the cell.`
          : `${label} makes a circle: ${shortened(steps).join(' → ')}. Correct one of them.`
      for (const node of circle) {
        const brief = nodes.get(node)
        if (brief) problems.set(brief.row, { field, says })
      }
    }
  }
  return problems
}

function nameOf(brief: Brief | undefined): string {
  if (!brief) return 'a stored one'
  return `${brief.title} (line ${brief.line})`
}

const shortened = (steps: readonly string[]): readonly string[] =>
  steps.length > 12 ? [...steps.slice(0, 8), `${steps.length - 10} more`, ...steps.slice(-2)] : steps

/** Enough for 500,000 rows in one level. */
const chunksPerLevel = 1000
/** The level that a chunk belongs to. */
export const levelOf = (chunk: number): number => Math.floor(chunk / chunksPerLevel)

function chunksOf(rows: readonly number[], level: number): readonly Chunk[] {
  const chunks: Chunk[] = []
  for (let start = 0; start < rows.length; start += perChunk) {
    chunks.push({ number: level * chunksPerLevel + chunks.length, rows: rows.slice(start, start + perChunk) })
  }
  return chunks
}
