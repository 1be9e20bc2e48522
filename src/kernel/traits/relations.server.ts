import { sql } from 'kysely'
import { resolve, type Rule, satisfies } from '../access/rule.ts'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { conflict, forbidden, invalid, notFound } from '../errors.ts'
import { appendEntry } from '../history/entry.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord, LinkType } from '../record/define.ts'
import { checkValues } from '../record/values.ts'
import { askFor, type Part, partOf } from './part.server.ts'
import { changeBeside, linkOf, reachWith, readableSql, type Target } from './trait.server.ts'
import type { NewRelation, RecordLink, Relation } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry'>
const trait = 'relations' as const
const mostShown = 200

/** The link that joins anything to anything and reads the same both ways. */
export const relatedTo = 'related_to'
const anything = 'is related to'

interface RelationRow extends RecordLink {
  readonly relation: string
  readonly link: string
  readonly is_forward: boolean
  readonly values: Readonly<Record<string, unknown>>
}

/** What a record is related to, of what the caller may read, by how it reads; 200 at most. */
export async function listRelations(kernel: Needs, who: Who, id: string): Promise<readonly Relation[]> {
  return askFor(kernel.db, relationsOf(kernel, who, await reachWith(kernel.store.as(who), { id, trait })))
}

/** The relations of a record that was reached. */
export const relationsOf = (kernel: Needs, who: Who, target: Target): Part<readonly Relation[]> =>
  partOf<RelationRow, readonly Relation[]>({
    sql: sql`select x.id as relation, x.link, x.is_forward, x.values, r.id, r.type, r.number, r.title, r.state from (
      select id, link, true as is_forward, to_id as other, values from relation where from_id = ${target.id}::uuid
      union all select id, link, false, from_id, values from relation where to_id = ${target.id}::uuid
    ) x join record r on r.id = x.other and ${readableSql(kernel, who)} order by x.link, x.is_forward desc, r.title, x.id limit ${mostShown}`,
    read: (rows) => rows.flatMap((row) => relationOf(kernel, who, { row, target })),
  })

/** Relates two records that the caller may both read. Throws Conflict when they are so related already. */
export async function relate(
  kernel: Needs,
  who: Who,
  { id, relation }: { id: string; relation: NewRelation },
): Promise<Relation> {
  const { link, direction, other, values = {} } = relation
  return changeBeside(
    kernel,
    who,
    { id, trait, ...(link === relatedTo ? { verb: 'update' as const } : {}) },
    async ({ tx, target, records, now, tell }) => {
      const far = await records.reach(other).catch(() => {
        throw invalid([{ field: 'other', says: 'There is no such record, or you may not see it.' }])
      })
      if (far.id === target.id) throw invalid([{ field: 'other', says: 'A record isn’t related to itself.' }])
      const [from, to] = isForward({ link, direction, ids: [target.id, far.id] }) ? [target, far] : [far, target]
      const kept = checkLink(kernel, who, { link, from: from.type, to: to.type, values })
      await lockBoth(tx, [from.id, to.id])
      const relationId = kernel.clock.id()
      const added = await tx.query({
        text: `insert into relation (id, link, from_id, to_id, values, at, account_id, by_name) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
        values: [relationId, link, from.id, to.id, JSON.stringify(kept), now, who.account, who.name],
      })
      if (added.length === 0) throw conflict('They are related in this way already.')
      await tell('related', { after: { relation: relationId, link, other: far.id } })
      await appendEntry(
        tx,
        { who, clock: kernel.clock },
        {
          recordId: far.id,
          type: far.type.name,
          verb: 'related',
          after: { relation: relationId, link, other: target.id },
        },
      )
      await records.follow(far.type, [far.id], ['related'])
      const row = {
        ...linkOf({ ...far.row, type: far.type.name }),
        relation: relationId,
        link,
        is_forward: from === target,
        values: kept,
      }
      const [made] = relationOf(kernel, who, { row, target })
      if (!made) throw notFound('This relation')
      return made
    },
  )
}

/** Ends a relation. NotFound unless the caller may read both sides of it. */
export async function unrelate(kernel: Needs, who: Who, id: string): Promise<void> {
  const [found] = await kernel.db.query<{ link: string; from_id: string; to_id: string }>({
    text: 'select link, from_id, to_id from relation where id = $1',
    values: [id],
  })
  if (!found) throw notFound('This relation')
  await changeBeside(kernel, who, { id: found.from_id, trait }, async ({ tx, target, records, tell }) => {
    const far = await records.reach(found.to_id)
    const ends = [target, far]
    if (!ends.some((end) => mayRemove(kernel, who, { link: found.link, end })))
      throw forbidden('You may not end this relation.')
    await lockBoth(tx, [target.id, far.id])
    const gone = await tx.query({ text: 'delete from relation where id = $1 returning id', values: [id] })
    if (gone.length === 0) throw notFound('This relation')
    await tell('unrelated', { before: { relation: id, link: found.link, other: far.id } })
    await appendEntry(
      tx,
      { who, clock: kernel.clock },
      {
        recordId: far.id,
        type: far.type.name,
        verb: 'unrelated',
        before: { relation: id, link: found.link, other: target.id },
      },
    )
  })
}

/** How a link reads from its beginning and from its end. */
export function readingOf(
  { registry }: Pick<Kernel, 'registry'>,
  link: string,
): readonly [forward: string, backward: string] {
  return linkNamed(registry.links, link)?.reads ?? [anything, anything]
}

/** Names of the links that the caller may see at all. */
export const readableLinks = ({ registry }: Pick<Kernel, 'registry'>, who: Who): readonly string[] => [
  relatedTo,
  ...registry.links.filter((link) => permits(link.access.read, who)).map((link) => link.name),
]

const linkNamed = (links: readonly LinkType[], name: string): LinkType | undefined =>
  links.find((link) => link.name === name)
const permits = (rule: Rule, who: Who, values: Readonly<Record<string, unknown>> = {}): boolean =>
  satisfies(resolve(rule, who), values)

// A relation that reads the same both ways is kept from the smaller id to the larger, so that it is there once.
function isForward({
  link,
  direction,
  ids: [near, far],
}: {
  link: string
  direction: NewRelation['direction']
  ids: readonly [string, string]
}): boolean {
  return link === relatedTo ? near < far : direction === 'forward'
}

// Both get an entry of history; in one order, so that two who relate the same records don't wait for each other.
const lockBoth = (tx: Db, ids: readonly string[]): Promise<unknown> =>
  tx.query({ text: 'select 1 from record where id = any($1::uuid[]) order by id for no key update', values: [ids] })

interface Checked {
  readonly link: string
  readonly from: AnyRecord
  readonly to: AnyRecord
  readonly values: Readonly<Record<string, unknown>>
}

function checkLink(
  { registry }: Needs,
  who: Who,
  { link, from, to, values }: Checked,
): Readonly<Record<string, unknown>> {
  if (link === relatedTo) return {}
  const type = linkNamed(registry.links, link)
  if (!type || !permits(type.access.read, who))
    throw invalid([{ field: 'link', says: `No relation is named '${link}'.` }])
  if (type.from !== from.name || type.to !== to.name) {
    throw invalid([{ field: 'other', says: `'${type.reads[0]}' joins a ${type.from} to a ${type.to}.` }])
  }
  const checked = checkValues({ ...from, fields: type.fields ?? {}, check: () => [] }, values, null)
  if (checked.problems.length > 0) throw invalid(checked.problems)
  if (!permits(type.access.create, who, checked.values)) throw forbidden('You may not relate these.')
  return checked.values
}

function mayRemove({ registry }: Needs, who: Who, { link, end }: { link: string; end: Pick<Target, 'row'> }): boolean {
  if (link === relatedTo) return end.row.can.includes('update')
  const type = linkNamed(registry.links, link)
  return type !== undefined && permits(type.access.remove, who)
}

function relationOf(
  kernel: Needs,
  who: Who,
  { row, target }: { row: RelationRow; target: Target },
): readonly Relation[] {
  if (!readableLinks(kernel, who).includes(row.link)) return []
  const [forward, backward] = readingOf(kernel, row.link)
  const can =
    target.row.archivedAt === null && mayRemove(kernel, who, { link: row.link, end: target })
      ? (['remove'] as const)
      : []
  const reads = row.is_forward ? forward : backward
  return [{ id: row.relation, link: row.link, reads, other: linkOf(row), values: row.values, can }]
}
