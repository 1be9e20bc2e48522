import { idsOf } from '../../../kernel/access/rule.ts'
import { system, type Who } from '../../../kernel/access/who.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import { forbidden } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { addTask } from '../../../kernel/traits/tasks.server.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry'>

/** What one reader says of an article. */
export interface Verdict {
  readonly hasSolved: boolean
  /** What was missing or wrong, in their words. */
  readonly comment: string | null
}

/** Whether an article helped the caller, as they said last; null when they haven't. */
export async function verdictOf(db: Db, who: Who, article: string): Promise<boolean | null> {
  const [row] = await db.query<{ has_solved: boolean }>({
    text: 'select has_solved from article_verdict where article = $1 and account_id = $2',
    values: [article, who.account],
  })
  return row?.has_solved ?? null
}

/** Keeps what a reader says: once per person, the last word counts. What they miss becomes a task for the article's owner. */
export async function giveVerdict(
  kernel: Needs,
  who: Who,
  key: string,
  { hasSolved, comment }: Verdict,
): Promise<void> {
  const article = await kernel.store.as(who).get('knowledge_article', key)
  if (article.state !== 'published' || article.archivedAt !== null) throw forbidden('Only what is published can help.')
  const isNew = await kernel.db.transaction(async (tx) => {
    // The row of the article first: of two readers at once, each is counted.
    await tx.query({ text: 'select 1 from knowledge_article where id = $1 for update', values: [article.id] })
    const [before] = await tx.query<{ has_solved: boolean; comment: string | null }>({
      text: 'select has_solved, comment from article_verdict where article = $1 and account_id = $2',
      values: [article.id, who.account],
    })
    await tx.query({
      text: `insert into article_verdict (article, account_id, has_solved, comment, at) values ($1, $2, $3, $4, $5)
        on conflict (article, account_id) do update set has_solved = $3, comment = coalesce($4, article_verdict.comment), at = $5`,
      values: [article.id, who.account, hasSolved, comment, kernel.clock.now()],
    })
    const [solved, unsolved] = [true, false].map(
      (one) => Number(hasSolved === one) - Number(before?.has_solved === one),
    )
    await tx.query({
      text: 'update knowledge_article set solved = coalesce(solved, 0) + $2, unsolved = coalesce(unsolved, 0) + $3 where id = $1',
      values: [article.id, solved, unsolved],
    })
    return comment !== null && before?.comment !== comment
  })
  if (isNew && comment)
    await tellOwner(kernel, who, { id: article.id, owner: idsOf(article.owner)[0] ?? null, comment })
}

async function tellOwner(
  kernel: Needs,
  who: Who,
  { id, owner, comment }: { readonly id: string; readonly owner: string | null; readonly comment: string },
): Promise<void> {
  const title = `${who.name} writes: ${comment}`
  await addTask(kernel, system('feedback on an article'), {
    id,
    task: { title: title.length > 200 ? `${title.slice(0, 199)}…` : title, assignee: owner },
  })
}
