import { dayOf, today } from '../../../kernel/clock.ts'
import { conflict } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { ActionHandler } from '../../../kernel/record/action.server.ts'
import type { Derivation } from '../../../kernel/record/derivation.server.ts'
import type { Changes } from './article-changes.ts'
import { type Written, workOut } from './article.rules.ts'
import { guessLanguage } from './guess-language.server.ts'
import { closeReview } from './review.server.ts'
import { keepStems } from './stems.server.ts'

/** Publishing takes over what was written, and what people search by with it; how often an article was read and what its readers said of it is counted beside its history. */
export const articleDerivation = ({ clock }: Pick<Kernel, 'clock'>): Derivation => ({
  work: async (rows) =>
    rows.map(({ before, after, at }) =>
      workOut(before as Written | null, { body: null, edition: 0, publishedOn: null, ...after } as Written, {
        today: dayOf(clock, at),
        guess: guessLanguage,
      }),
    ),
  after: { fields: ['edition'], verbs: [] },
  follow: keepStems,
})

/** What articles do besides. */
export const articleActions = (kernel: Kernel): Readonly<Record<string, ActionHandler>> => ({
  'knowledge_article.publishChanges': async ({ records, tx, row, changing }) => {
    const text =
      'select changes from knowledge_article where id = $1 and (draft is distinct from body or changes is not null)'
    const [found] = await tx.query<{ changes: Changes | null }>({ text, values: [row.id] })
    if (!found) throw conflict('Nothing was changed since it was published.')
    // Written as values, not only taken over, so that they are checked against what there is now.
    const values = { ...found.changes, changes: null, edition: Number(row.edition) + 1 }
    await records.update('knowledge_article', row.id, values, changing)
  },
  'knowledge_article.confirm': async ({ records, tx, row, changing }) => {
    await records.update('knowledge_article', row.id, { reviewedOn: today(kernel.clock) }, changing)
    await closeReview(tx, row.id, kernel.clock.now())
  },
})
