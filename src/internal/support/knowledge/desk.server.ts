import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import type { DeskRow, Figures, KnowledgeDesk } from './desk.ts'
import { readGaps } from './gaps.server.ts'

const type = 'knowledge_article'
const columns = ['title', 'topic', 'audience', 'owner', 'reviewOn', 'views', 'solved', 'unsolved', 'hasChanges']
const shown = 8
const days = 30

/** What knowledge needs now, and how it is used. */
export async function readDesk(
  { db, store, clock }: Pick<Kernel, 'db' | 'store' | 'clock'>,
  who: Who,
): Promise<KnowledgeDesk> {
  const records = store.as(who)
  const list = async (filter: Readonly<Record<string, unknown>>, sort: string): Promise<readonly DeskRow[]> =>
    (await records.list(type, { filter, sort, columns, limit: shown })).rows.map(deskRow)
  const published = { state: 'published' }
  const [due, waiting, changed, ownerless, used, unhelpful, gaps, figures] = await Promise.all([
    list({ ...published, reviewOn: { lte: 'today' } }, 'reviewOn'),
    list({ state: 'in_review' }, 'updatedAt'),
    list({ ...published, hasChanges: true }, 'updatedAt'),
    list({ ...published, owner: null }, 'title'),
    list({ ...published, views: { gt: 0 } }, '-views'),
    list({ ...published, unsolved: { gt: 0 } }, '-unsolved'),
    readGaps(db, clock.now()),
    readFigures(db, clock.now()),
  ])
  return { due, waiting, changed, ownerless, used, unhelpful, gaps, figures }
}

const deskRow = ({ id, number, title, topic, owner, reviewOn, views, solved, unsolved }: Row): DeskRow =>
  ({
    id,
    number,
    title,
    topic,
    owner,
    reviewOn,
    views: views ?? 0,
    solved: solved ?? 0,
    unsolved: unsolved ?? 0,
  }) as DeskRow

/** The last 30 days in four numbers, each of which says what it counts. One statement. */
async function readFigures(db: Kernel['db'], now: Date): Promise<Figures> {
  const since = new Date(now.getTime() - days * 86_400_000)
  const [row] = await db.query<Figures>({
    text: `select (select count(*)::int from knowledge_article where state = 'published' and archived_at is null) as published,
      (select coalesce(sum(times), 0)::int from article_reading where day > $1::date) as readings,
      (select count(*)::int from article_verdict where at > $1) as verdicts,
      (select count(*)::int from article_verdict where at > $1 and has_solved) as solved,
      (select count(*)::int from help_search where at > $1) as searches,
      (select count(*)::int from help_search where at > $1 and opened is not null) as opened`,
    values: [since],
  })
  return row ?? { published: 0, readings: 0, verdicts: 0, solved: 0, searches: 0, opened: 0 }
}
