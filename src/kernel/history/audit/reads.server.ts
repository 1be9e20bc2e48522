import type { Who } from '../../access/who.ts'
import type { Kernel } from '../../kernel.server.ts'
import { labelOf, pathOf } from '../../record/registry.ts'
import { sql } from 'kysely'
import { reachOf } from '../../search/reach.server.ts'
import type { AuditLine } from './audit.server.ts'
import { accountsNamed, type AuditQuery } from './find.server.ts'

/** The kind under which reads of guarded fields are searched for. */
export const readType = 'sensitive_read'

/** One page of who read guarded fields of which records, newest first, of records that the caller may see. */
export async function searchReads(
  { db, registry }: Pick<Kernel, 'db' | 'registry'>,
  who: Who,
  { query, after, limit }: { readonly query: AuditQuery; readonly after: string; readonly limit: number },
): Promise<{ readonly lines: readonly AuditLine[]; readonly next: string | null }> {
  const reach = reachOf(who, registry.records)
  if (!reach) return { lines: [], next: null }
  const whos = query.who ? [query.who] : query.name ? await accountsNamed(db, query.name) : null
  const notes = await db.query<Note>({
    text: `select id, at, who, who_name as "whoName", viewed_as as "viewedAs", via, address, request_id as "requestId", type, fields, records
      from sensitive_read where id < $1 and ($2::uuid[] is null or who = any($2)) and ($3::uuid is null or records @> array[$3])
        and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
      order by id desc limit $6`,
    values: [after, whos, query.record ?? null, query.from ?? null, query.to ?? null, limit + 1],
  })
  const page = notes.slice(0, limit)
  const ids = [...new Set(page.flatMap(({ records }) => records))]
  const seen = await db.query<{ id: string; title: string; number: string | null }>(
    sql`select r.id, r.title, r.number from record r where r.id = any(${ids}::uuid[]) and ${reach.allows}`,
  )
  const titles = new Map(seen.map((row) => [row.id, row]))
  const lines = page.flatMap((note) => {
    const record = registry.records.find(({ name }) => name === note.type)
    const shown = note.records.flatMap((id) => titles.get(id) ?? [])
    const [first] = shown
    if (!record || !first) return []
    const labels = note.fields.map((name) => `“${labelOf(name, record.fields[name])}”`).join(' and ')
    const whose = shown.length === 1 ? '' : ` of ${shown.length} ${record.label[1].toLowerCase()}`
    const as = note.viewedAs ? `, seeing as ${note.viewedAs}` : ''
    return [
      {
        id: note.id,
        at: note.at.toISOString(),
        who: { name: note.whoName, account: note.who },
        sentence: `${note.whoName} read ${labels}${whose}${as}`,
        type: readType,
        typeLabel: record.label[0],
        title: shown.length === 1 ? first.title : `${first.title} and others`,
        opens: `/${pathOf(record)}/${first.number ?? first.id}`,
        verb: 'read',
        reason: null,
        via: note.via,
        address: note.address,
        request: note.requestId,
      },
    ]
  })
  return { lines, next: notes.length > limit ? (page.at(-1)?.id ?? null) : null }
}

interface Note {
  readonly id: string
  readonly at: Date
  readonly who: string
  readonly whoName: string
  readonly viewedAs: string | null
  readonly via: string
  readonly address: string | null
  readonly requestId: string | null
  readonly type: string
  readonly fields: readonly string[]
  readonly records: readonly string[]
}
