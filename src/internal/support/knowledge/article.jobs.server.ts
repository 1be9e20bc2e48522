import type { Job } from '../../../kernel/jobs/jobs.server.ts'
import { forgetSearches } from './gaps.server.ts'
import { askDue } from './review.server.ts'

const yearMs = 365 * 86_400_000

/** What happens to knowledge on its own. */
export const knowledgeJobs: readonly Job[] = [
  {
    name: 'article-reviews',
    about: 'Ask the owners of knowledge articles to review what is due',
    cron: '15 5 * * *',
    run: async (kernel) => void (await askDue(kernel)),
  },
  {
    name: 'forget-help-searches',
    about: 'Forget what people searched for help more than a year ago',
    cron: '55 1 * * *',
    run: async ({ db, clock }) => forgetSearches(db, new Date(clock.now().getTime() - yearMs)),
  },
]
