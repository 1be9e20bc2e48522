import { system } from '../../../kernel/access/who.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import { addTask } from '../../../kernel/traits/tasks.server.ts'

const reviewTask = 'Review this article: is it still right?'
/** Articles that one run asks about; the next run goes on. */
const mostAsked = 200

/** Gives the owner of each article that is due for review a task, of which they are told; once per review. Resolves to how many were asked. */
export async function askDue(kernel: Pick<Kernel, 'db' | 'store' | 'clock' | 'registry'>): Promise<number> {
  const who = system('articles due for review', 'job')
  const { rows } = await kernel.store.as(who).list('knowledge_article', {
    filter: { state: 'published', reviewOn: { lte: 'today' }, owner: { empty: false } },
    columns: ['owner', 'reviewOn'],
    sort: 'reviewOn',
    limit: mostAsked,
  })
  const open = await openReviews(
    kernel.db,
    rows.map(({ id }) => id),
  )
  const due = rows.filter(({ id }) => !open.has(id))
  for (const { id, owner, reviewOn } of due)
    await addTask(kernel, who, {
      id,
      task: { title: reviewTask, assignee: idsOf(owner)[0] ?? null, dueOn: String(reviewOn) },
    })
  return due.length
}

async function openReviews(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ record_id: string }>({
    text: 'select record_id from task where record_id = any($1::uuid[]) and title = $2 and done_at is null',
    values: [ids, reviewTask],
  })
  return new Set(rows.map((row) => row.record_id))
}

/** Ticks the task once the review is done. */
export async function closeReview(tx: Db, article: string, now: Date): Promise<void> {
  await tx.query({
    text: 'update task set done_at = $3 where record_id = $1 and title = $2 and done_at is null',
    values: [article, reviewTask, now],
  })
}
