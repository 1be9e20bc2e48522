import { Button } from '@mantine/core'
import { Link, Navigate } from '@tanstack/react-router'
import type { AnyRecord } from '../../../kernel/record/define.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { changesIn } from './article-changes.ts'
import css from './desk.module.css'
import { editingPath, readingPath } from './paths.ts'
import { listed } from './waiting-words.ts'

/** Leads from an article's record to where it is read and written; whoever may only read is led there at once. */
export default function ArticleBanner({ record, row }: PartProps) {
  const key = row.number ?? row.id
  if (!row.can.includes('update') && row.state === 'published') return <Navigate to={readingPath(key)} replace />
  return (
    <div className={css.banner}>
      <p>
        {row.hasChanges === true
          ? `People see edition ${String(row.edition)} until the changes are published: ${waitingWords(record, row)}.`
          : 'Its text is read and written on pages of its own.'}
      </p>
      <Button component={Link} to={readingPath(key)} variant="default">
        Read it
      </Button>
      {row.can.includes('update') && (
        <Button component={Link} to={editingPath(key)} variant="default">
          Edit it
        </Button>
      )}
    </div>
  )
}

/** What waits, by name: whoever changed a title here would otherwise think that it was lost. */
function waitingWords(record: AnyRecord, row: Row): string {
  const names = Object.keys(changesIn(row))
  return listed(record, row.draft === row.body ? names : ['draft', ...names])
}
