import { useParams, useSearch } from '@tanstack/react-router'
import { useRow } from '../../../kernel/web/record/ask.web.ts'
import { SaveProvider } from '../../../kernel/web/record/save.web.tsx'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import { useMe } from '../../../kernel/web/session.web.tsx'
import { Broken, NotFound } from '../../../kernel/web/shell/problem.web.tsx'
import { PageSkeleton } from '../../../kernel/web/shell/skeleton.web.tsx'
import { useWaiting } from './data.web.ts'
import { KnowledgeArticle } from './knowledge-article.record.ts'
import { Writing } from './writing.web.tsx'

/** Writes an article: a new one, or the draft of one that is there. */
export default function WritePage() {
  const { key } = useParams({ strict: false }) as { key?: string }
  const { title, gap } = useSearch({ strict: false }) as { title?: unknown; gap?: unknown }
  const record = useRegistry().record(KnowledgeArticle.name)
  const { self } = useMe()
  if (key !== undefined)
    return (
      <SaveProvider record={record}>
        <Known id={key} />
      </SaveProvider>
    )
  return (
    <SaveProvider record={record}>
      <Writing
        record={record}
        row={null}
        given={{ owner: self, ...(textOf(title) ? { title: textOf(title) } : {}) }}
        gap={textOf(gap)}
      />
    </SaveProvider>
  )
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null

function Known({ id }: { id: string }) {
  const record = useRegistry().record(KnowledgeArticle.name)
  const { data: row, error, refetch } = useRow(record, id)
  const waiting = useWaiting(id)
  const problem = error ?? waiting.error
  if (problem) return <Broken error={problem} reset={() => void Promise.all([refetch(), waiting.refetch()])} />
  if (!row || !waiting.data) return <PageSkeleton />
  return row.can.includes('update') ? (
    <Writing key={row.id} record={record} row={row} given={waiting.data} gap={null} />
  ) : (
    <NotFound />
  )
}
