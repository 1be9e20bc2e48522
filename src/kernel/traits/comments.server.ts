import { sql } from 'kysely'
import { holds } from '../access/rule.ts'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { badRequest, conflict, forbidden, notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { pathOf } from '../record/registry.ts'
import { askFor, type Part, partOf } from './part.server.ts'
import { mentionsIn, renderMarkdown } from './markdown.server.ts'
import {
  type ActorRow,
  actorOf,
  changeBeside,
  linkColumns,
  reachWith,
  readableSql,
  type Target,
} from './trait.server.ts'
import { watchAs, watchForMentioned } from './watching.server.ts'
import type { Comment, CommentEdit, RecordLink } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry'>
const trait = 'comments' as const

interface CommentRow extends ActorRow {
  readonly id: string
  readonly record_id: string
  readonly at: Date
  readonly text: string
  readonly html: string
  readonly is_internal: boolean
  readonly edited_at: Date | null
  readonly removed_at: Date | null
}
interface CommentsPage {
  readonly comments: readonly Comment[]
  readonly next: string | null
}
const columns = `c.id, c.record_id, c.at, c.text, c.html, c.is_internal, c.edited_at, c.removed_at, c.account_id, coalesce(a.name, c.by_name) as by, a.self`
const from = 'from comment c left join account a on a.id = c.account_id'

/** The latest comments of a record, oldest first; `next` leads to older ones. Internal ones only for those who may see them. */
export async function listComments(
  { db, store }: Needs,
  who: Who,
  { id, after, limit }: { id: string; after?: string | undefined; limit: number },
): Promise<CommentsPage> {
  const target = await reachWith(store.as(who), { id, trait })
  return askFor(db, commentsOf(target, who, { after, limit }))
}

/** The comments of a record that was reached. */
export function commentsOf(
  target: Target,
  who: Who,
  { after, limit }: { after?: string | undefined; limit: number },
): Part<CommentsPage> {
  const cursor = after === undefined ? null : readCursor(after)
  const before = cursor ? sql`(c.at, c.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql`true`
  return partOf<CommentRow, CommentsPage>({
    sql: sql`select ${sql.raw(columns)} ${sql.raw(from)} where c.record_id = ${target.id}::uuid
      and (not c.is_internal or ${holds(who, 'comment.see_internal')}::boolean) and ${before} order by c.at desc, c.id desc limit ${limit + 1}`,
    moments: ['at', 'edited_at', 'removed_at'],
    read: (rows) => {
      const page = rows.slice(0, limit)
      const oldest = page.at(-1)
      return {
        comments: page.map((row) => commentOf(row, who, target)).reverse(),
        next: rows.length > limit && oldest ? `${oldest.at.toISOString()}_${oldest.id}` : null,
      }
    },
  })
}

/**
 * Says something about a record. Its writer and whoever is mentioned watch it from then on. With `seen`, the latest
 * comment that the writer saw (null: none), it is refused where somebody else said something since.
 */
export async function writeComment(
  kernel: Needs,
  who: Who,
  { id, text, isInternal, seen }: { id: string; text: string; isInternal: boolean; seen?: string | null | undefined },
): Promise<Comment> {
  mayWrite(who)
  if (isInternal && !who.isSystem && !holds(who, 'comment.see_internal'))
    throw forbidden('You may not write internal comments, since you could not see them.')
  return changeBeside(kernel, who, { id, trait }, async ({ tx, target, now, tell }) => {
    if (seen !== undefined) await refuseUnseen(tx, { who, record: target.id, seen })
    const commentId = kernel.clock.id()
    const html = await render(tx, kernel, who, text)
    await tx.query({
      text: 'insert into comment (id, record_id, text, html, is_internal, at, account_id, by_name) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      values: [commentId, target.id, text, html, isInternal, now, who.account, who.name],
    })
    await tell('commented', { after: { comment: commentId, isInternal, ...speakerOf(who) } })
    if (target.type.traits?.includes('watchers')) {
      await watchAs(tx, { who, recordId: target.id, now })
      await watchForMentioned(tx, { records: mentionsIn(text).map((mention) => mention.id), recordId: target.id, now })
    }
    const own = { id: commentId, record_id: target.id, at: now, text, html, is_internal: isInternal }
    return commentOf({ ...own, edited_at: null, removed_at: null, ...asActor(who) }, who, target)
  })
}

/** Throws Conflict where somebody else said something after the comment that was seen last; holds the record until the end. */
async function refuseUnseen(
  tx: Db,
  { who, record, seen }: { who: Who; record: string; seen: string | null },
): Promise<void> {
  await tx.query({ text: 'select from record where id = $1 for no key update', values: [record] })
  const [later] = await tx.query<{ by: string }>({
    text: `select coalesce(a.name, c.by_name) as by ${from}
      where c.record_id = $1 and c.removed_at is null and c.account_id is distinct from $2 and (not c.is_internal or $4)
        and ($3::uuid is null or (c.at, c.id) > (select s.at, s.id from comment s where s.id = $3 and s.record_id = $1))
      order by c.at desc, c.id desc limit 1`,
    values: [record, who.account, seen, holds(who, 'comment.see_internal')],
  })
  if (later) throw conflict(`${later.by} wrote something meanwhile. Read it first; your text is kept.`)
}

/** Changes what one's own comment says; what it said before is kept. */
export async function editComment(
  kernel: Needs,
  who: Who,
  { id, text }: { id: string; text: string },
): Promise<Comment> {
  mayWrite(who)
  const { row: found } = await findComment(kernel.db, id, who)
  return changeBeside(kernel, who, { id: found.record_id, trait }, async ({ tx, target, now, tell }) => {
    const { row } = await findComment(tx, id, who, 'for update of c')
    if (row.account_id !== who.account) throw forbidden('Only its writer may change a comment.')
    if (row.text === text) return commentOf(row, who, target)
    await tx.query({
      text: 'insert into comment_edit (id, comment_id, text, at, account_id, by_name) values ($1, $2, $3, $4, $5, $6)',
      values: [kernel.clock.id(), id, row.text, row.edited_at ?? row.at, who.account, who.name],
    })
    await tx.query({
      text: 'update comment set text = $2, html = $3, edited_at = $4 where id = $1',
      values: [id, text, await render(tx, kernel, who, text), now],
    })
    await tell('comment_edited', { after: { comment: id, isInternal: row.is_internal } })
    return commentOf((await findComment(tx, id, who)).row, who, target)
  })
}

/** Removes a comment: its writer, or whoever may archive the record. That there was one stays visible. */
export async function removeComment(kernel: Needs, who: Who, id: string): Promise<void> {
  const { row: found } = await findComment(kernel.db, id, who)
  await changeBeside(kernel, who, { id: found.record_id, trait }, async ({ tx, target, now, tell }) => {
    const { row } = await findComment(tx, id, who, 'for update of c')
    if (!mayRemove(row, who, target)) throw forbidden('Only its writer may remove a comment.')
    await tx.query({
      text: `update comment set text = '', html = '', removed_at = $2 where id = $1`,
      values: [id, now],
    })
    await tx.query({ text: 'delete from comment_edit where comment_id = $1', values: [id] })
    await tell('comment_removed', { before: { comment: id, isInternal: row.is_internal } })
  })
}

/** What a comment said before, oldest first. */
export async function listEdits(kernel: Needs, who: Who, id: string): Promise<readonly CommentEdit[]> {
  const { row } = await findComment(kernel.db, id, who)
  await reachWith(kernel.store.as(who), { id: row.record_id, trait })
  const rows = await kernel.db.query<ActorRow & { text: string; at: Date }>({
    text: `select e.text, e.at, e.account_id, coalesce(a.name, e.by_name) as by, a.self from comment_edit e left join account a on a.id = e.account_id
      where e.comment_id = $1 order by e.at, e.id limit 200`,
    values: [id],
  })
  return rows.map((edit) => ({ at: edit.at.toISOString(), by: actorOf(edit), text: edit.text }))
}

/** Who spoke, where no account says it. */
export const speakerOf = ({ account, self }: Who): { readonly person?: string } =>
  account === null && self !== null ? { person: self } : {}

const asActor = ({ account, name, self }: Who): ActorRow => ({
  account_id: account,
  by: name,
  self: account === null ? null : self,
})

function mayWrite(who: Who): void {
  if (!who.isSystem && !holds(who, 'comment.write')) throw forbidden('You may not write comments.')
}

/** The comment, unless it was removed or is internal and not for this caller. Whether its record can be read is still to be asked. */
async function findComment(
  db: Db,
  id: string,
  who: Who,
  lock: '' | 'for update of c' = '',
): Promise<{ row: CommentRow }> {
  const [row] = await db.query<CommentRow>({
    text: `select ${columns} ${from} where c.id = $1 and c.removed_at is null ${lock}`,
    values: [id],
  })
  if (!row || (row.is_internal && !holds(who, 'comment.see_internal') && !who.isSystem)) throw notFound('This comment')
  return { row }
}

// A mention links to what its writer may read; anything else stays the plain text it is.
async function render(tx: Db, kernel: Needs, who: Who, text: string): Promise<string> {
  const ids = mentionsIn(text).map((mention) => mention.id)
  const links =
    ids.length === 0
      ? []
      : await tx.query<RecordLink>(
          sql`select ${linkColumns} from record r where r.id = any(${ids}::uuid[]) and ${readableSql(kernel, who)}`,
        )
  const known = new Map(links.map((link) => [link.id, link]))
  return renderMarkdown(text, ({ id }) => {
    const link = known.get(id)
    return link ? `/${pathOf(kernel.registry.record(link.type))}/${id}` : null
  })
}

const mayRemove = (row: CommentRow, who: Who, { row: record }: Target): boolean =>
  (who.account !== null && row.account_id === who.account) || record.can.includes('archive')

function commentOf(row: CommentRow, who: Who, target: Target): Comment {
  const isLive = row.removed_at === null && target.row.archivedAt === null
  const isOwn = who.account !== null && row.account_id === who.account && holds(who, 'comment.write')
  return {
    id: row.id,
    at: row.at.toISOString(),
    by: actorOf(row),
    text: row.text,
    html: row.html,
    isInternal: row.is_internal,
    editedAt: row.edited_at?.toISOString() ?? null,
    removedAt: row.removed_at?.toISOString() ?? null,
    can: isLive
      ? [...(isOwn ? (['edit'] as const) : []), ...(mayRemove(row, who, target) ? (['remove'] as const) : [])]
      : [],
  }
}

function readCursor(text: string): { at: string; id: string } {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})$/.exec(text) ?? []
  if (!at || !id)
    throw badRequest('The address has a parameter that can’t be read.', [{ field: 'after', says: 'Is no cursor.' }])
  return { at, id }
}
