import type { Who } from '../../../kernel/access/who.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import { notFound } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Gap } from './desk.ts'
import { findHelp } from './help-search.server.ts'
import { gapOf } from './question.ts'

const days = 90
const most = 50

type Needs = Pick<Kernel, 'db' | 'replica' | 'registry' | 'store' | 'clock'>

/** Keeps that somebody searched, and how much was found. Null where there was no word in it. */
export async function noteSearch(kernel: Needs, who: Who, asked: string): Promise<{ id: string | null }> {
  const gap = gapOf(asked)
  if (gap === '') return { id: null }
  const { results } = await findHelp(kernel, who, asked, most)
  const id = kernel.clock.id()
  await kernel.db.query({
    text: 'insert into help_search (id, at, account_id, asked, gap, results) values ($1, $2, $3, $4, $5, $6)',
    values: [id, kernel.clock.now(), who.account, asked.trim(), gap, results.length],
  })
  return { id }
}

/** Keeps which record a search led to: one that the caller may read, from a search of their own. */
export async function noteOpened(kernel: Needs, who: Who, search: string, record: string): Promise<void> {
  const { id } = await kernel.store.as(who).reach(record)
  const rows = await kernel.db.query({
    text: 'update help_search set opened = $3 where id = $1 and account_id = $2 returning 1',
    values: [search, who.account, id],
  })
  if (rows.length === 0) throw notFound('This search')
}

/** What people looked for and didn't find, what most of them missed first; without what was closed since. */
export async function readGaps(db: Db, now: Date): Promise<readonly Gap[]> {
  const rows = await db.query<Omit<Gap, 'lastAt' | 'lastBy'> & { last_at: Date; last_by: string }>({
    text: `select s.gap, (array_agg(s.asked order by s.at desc, s.id desc))[1] as asked, count(distinct s.account_id)::int as people,
        count(*)::int as times, count(*) filter (where s.results = 0)::int as empty, max(s.at) as last_at,
        (array_agg(a.name order by s.at desc, s.id desc))[1] as last_by
      from help_search s join account a on a.id = s.account_id left join closed_gap c on c.gap = s.gap and c.at >= s.at
      where s.opened is null and s.at > $1 and c.gap is null
      group by s.gap order by people desc, times desc, last_at desc limit ${most}`,
    values: [new Date(now.getTime() - days * 86_400_000)],
  })
  return rows.map(({ last_at: lastAt, last_by: lastBy, ...gap }) => ({ ...gap, lastAt: lastAt.toISOString(), lastBy }))
}

/** Closes a gap: an article answers it now, or nothing has to. It opens again when somebody misses the same later. */
export async function closeGap(kernel: Needs, who: Who, gap: string, article: string | null): Promise<void> {
  const id = article === null ? null : (await kernel.store.as(who).get('knowledge_article', article)).id
  await kernel.db.query({
    text: `insert into closed_gap (gap, at, account_id, article) values ($1, $2, $3, $4)
      on conflict (gap) do update set at = $2, account_id = $3, article = $4`,
    values: [gap, kernel.clock.now(), who.account, id],
  })
}

/** Searches are kept for a year; nobody looks further back. */
export async function forgetSearches(db: Db, before: Date): Promise<void> {
  await db.query({ text: 'delete from help_search where at < $1', values: [before] })
}
