import { conflict } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { ActionHandler } from '../../../kernel/record/action.server.ts'
import type { Derivation } from '../../../kernel/record/derivation.server.ts'
import { type Written, workOut } from './article.rules.ts'
import { closeReview } from './review.server.ts'

const dayOf = (now: Date): string => now.toISOString().slice(0, 10)

/** Publishing takes the text over; how often an article was read and what its readers said of it is counted beside its history. */
export const articleDerivation: Derivation = {
  work: async (rows) =>
    rows.map(({ before, after, at }) =>
      workOut(before as Written | null, { body: null, edition: 0, publishedOn: null, ...after } as Written, dayOf(at)),
    ),
  after: { fields: [], verbs: [] },
  follow: async () => undefined,
}

/** What articles do besides. */
export const articleActions = (kernel: Kernel): Readonly<Record<string, ActionHandler>> => ({
  'knowledge_article.publishChanges': async ({ records, tx, row, changing }) => {
    const text = 'select 1 from knowledge_article where id = $1 and draft is distinct from body'
    if ((await tx.query({ text, values: [row.id] })).length === 0)
      throw conflict('Nothing was changed since it was published.')
    await records.update('knowledge_article', row.id, { edition: Number(row.edition) + 1 }, changing)
  },
  'knowledge_article.confirm': async ({ records, tx, row, changing }) => {
    await records.update('knowledge_article', row.id, { reviewedOn: dayOf(kernel.clock.now()) }, changing)
    await closeReview(tx, row.id, kernel.clock.now())
  },
})
