import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { KnowledgeArticle } from './knowledge-article.record.ts'

await describeRecord(KnowledgeArticle, {
  change: { summary: 'Told in a sentence.' },
  fullIn: 'published',
  // What was just published has no changes that wait.
  answers: { publishChanges: 409 },
})
