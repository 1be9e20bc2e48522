import { type RawBuilder, sql } from 'kysely'
import { maySee, rightsOf } from '../access/abilities.ts'
import type { Who } from '../access/who.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { inSentence } from '../record/in-sentence.ts'
import { columnOf, labelOf, storedFields } from '../record/registry.ts'
import { readableLinks, readingOf } from './relations.server.ts'
import { linkOf, readableSql } from './trait.server.ts'
import type { Graph, GraphEdge, RecordLink } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'registry'>
type Sql = RawBuilder<unknown>

const mostNodes = 150
/** Edges looked at in one step of one kind, so that a record with a million references costs no more than one with a thousand. */
const mostEdges = 300

interface EdgeRow extends RecordLink {
  readonly edge: string
  readonly kind: 'relation' | 'reference'
  readonly name: string
  readonly owner: string
  readonly from_id: string
  readonly to_id: string
}

/** Relations and references around a record, step by step, over records that the caller may read alone. One statement per step. */
export async function readGraph(kernel: Needs, who: Who, { id, depth }: { id: string; depth: number }): Promise<Graph> {
  const { row, type } = await kernel.store.as(who).reach(id)
  const nodes = new Map([[row.id, { ...linkOf({ ...row, type: type.name }), distance: 0 }]])
  const edges = new Map<string, GraphEdge>()
  let isCut = false
  let frontier = [row.id]
  for (let distance = 1; distance <= Math.min(depth, 3) && frontier.length > 0; distance++) {
    const types = new Set(frontier.map((one) => nodes.get(one)?.type ?? ''))
    const found = await kernel.db.query<EdgeRow>(stepSql(kernel, who, { frontier, types }))
    if (found.length >= mostEdges) isCut = true
    const next: string[] = []
    for (const edge of found) {
      if (!nodes.has(edge.id)) {
        if (nodes.size >= mostNodes) {
          isCut = true
          continue
        }
        nodes.set(edge.id, { ...linkOf(edge), distance })
        next.push(edge.id)
      }
      edges.set(edge.edge, edgeOf(kernel, edge))
    }
    frontier = next
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], isCut }
}

function edgeOf(kernel: Needs, { edge, kind, name, owner, from_id: from, to_id: to }: EdgeRow): GraphEdge {
  const reads =
    kind === 'relation'
      ? readingOf(kernel, name)[0]
      : inSentence(labelOf(name, kernel.registry.record(owner).fields[name]))
  return { id: edge, from, to, reads, kind }
}

interface Step {
  readonly frontier: readonly string[]
  readonly types: ReadonlySet<string>
}

function stepSql(kernel: Needs, who: Who, { frontier, types }: Step): Sql {
  const at = sql`${frontier}::uuid[]`
  const arms = [
    ...relationArms(kernel, who, at),
    ...kernel.registry.records.flatMap((record) => referenceArms({ record, who, at, types })),
  ]
  const all = sql.join(
    arms.map((arm) => sql`(${arm} limit ${sql.lit(mostEdges)})`),
    sql` union all `,
  )
  return sql`select e.kind || ':' || e.name || ':' || e.from_id || ':' || e.to_id as edge, e.kind, e.name, e.owner, e.from_id, e.to_id,
      r.id, r.type, r.number, r.title, r.state
    from (${all}) e join record r on r.id = e.other and r.archived_at is null and ${readableSql(kernel, who)}
    order by e.kind desc, e.name, r.title, r.id limit ${sql.lit(2 * mostEdges)}`
}

function relationArms(kernel: Needs, who: Who, at: Sql): readonly Sql[] {
  const links = sql`${readableLinks(kernel, who)}::text[]`
  return [
    sql`select 'relation' as kind, link as name, '' as owner, from_id, to_id, to_id as other from relation where from_id = any(${at}) and link = any(${links})`,
    sql`select 'relation', link, '', from_id, to_id, from_id from relation where to_id = any(${at}) and link = any(${links})`,
  ]
}

// References are followed both ways; backwards only by fields that have an index, since others would cost a walk over the whole table.
function referenceArms({
  record,
  who,
  at,
  types,
}: {
  record: AnyRecord
  who: Who
  at: Sql
  types: ReadonlySet<string>
}): readonly Sql[] {
  if (rightsOf(who, record).read === false) return []
  return storedFields(record).flatMap(([name, field]) => {
    const { to, index } = field.options
    if (!to || !maySee(who, field)) return []
    const column = sql.ref(`t.${columnOf(name)}`)
    const table = sql.table(record.name)
    const head = sql`select 'reference', ${sql.lit(name)}, ${sql.lit(record.name)}, t.id`
    if (field.kind === 'refs') {
      return [
        ...(types.has(record.name)
          ? [sql`${head}, u.id, u.id from ${table} t, unnest(${column}) u(id) where t.id = any(${at})`]
          : []),
        ...(types.has(to)
          ? [
              sql`${head}, u.id, t.id from ${table} t, unnest(${column}) u(id) where ${column} && ${at} and u.id = any(${at})`,
            ]
          : []),
      ]
    }
    return [
      ...(types.has(record.name)
        ? [sql`${head}, ${column}, ${column} from ${table} t where t.id = any(${at}) and ${column} is not null`]
        : []),
      ...(types.has(to) && index ? [sql`${head}, ${column}, t.id from ${table} t where ${column} = any(${at})`] : []),
    ]
  })
}
