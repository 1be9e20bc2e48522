import type { Db } from '../database/db.server.ts'
import { entryColumns, type Happening, nextEntry, type Writer } from '../history/entry.server.ts'
import { historyRow, writerOf } from '../record/apply.server.ts'
import type { Told } from '../record/outcome.server.ts'
import { speakerOf } from './comments.server.ts'
import { renderMarkdown } from './markdown.server.ts'

/** A comment that was made before, elsewhere. */
export interface ToldComment extends Required<Told> {
  readonly record: string
  readonly type: string
  readonly text: string
  readonly isInternal: boolean
}

/** Writes comments of the past in few statements, within the caller's transaction; those of one record in the order given. */
export async function tellComments(tx: Db, writer: Writer, comments: readonly ToldComment[]): Promise<void> {
  const records = [...new Set(comments.map(({ record }) => record))]
  const heads = await tx.query<{ id: string; entries: number; chain: Buffer }>({
    text: 'select id, entries, chain from record where id = any($1::uuid[]) order by id for no key update',
    values: [records],
  })
  const chains = new Map(heads.map(({ id, ...head }) => [id, head]))
  const rows = comments.flatMap((comment) => {
    const head = chains.get(comment.record)
    if (!head) return []
    const { record, type, text, isInternal, at, who } = comment
    const id = writer.clock.id()
    const happening: Happening = {
      recordId: record,
      type,
      verb: 'commented',
      after: { comment: id, isInternal, ...speakerOf(who) },
    }
    const next = nextEntry(writerOf(writer, comment), head, happening)
    chains.set(record, next.head)
    const html = renderMarkdown(text, () => null)
    const by = { account_id: who.account, by_name: who.name }
    const history = historyRow(next.entry, next.head.chain)
    return [{ comment: { id, record_id: record, text, html, is_internal: isInternal, at, ...by }, history }]
  })
  await tx.query({
    text: `with said as (insert into comment (id, record_id, text, html, is_internal, at, account_id, by_name)
        select id, record_id, text, html, is_internal, at, account_id, by_name from json_populate_recordset(null::comment, $1::json)),
      remembered as (insert into history (${entryColumns.join(', ')})
        select ${entryColumns.join(', ')} from json_populate_recordset(null::history, $2::json))
      update record r set entries = h.entries, chain = h.chain
        from unnest($3::uuid[], $4::int[], $5::bytea[]) as h (id, entries, chain) where r.id = h.id`,
    values: [
      JSON.stringify(rows.map(({ comment }) => comment)),
      JSON.stringify(rows.map(({ history }) => history)),
      ...headColumns(chains),
    ],
  })
}

function headColumns(chains: ReadonlyMap<string, { readonly entries: number; readonly chain: Buffer }>) {
  const heads = [...chains]
  return [heads.map(([id]) => id), heads.map(([, { entries }]) => entries), heads.map(([, { chain }]) => chain)]
}
