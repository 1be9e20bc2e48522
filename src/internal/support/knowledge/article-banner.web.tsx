import { Button } from '@mantine/core'
import { Link, Navigate } from '@tanstack/react-router'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import css from './desk.module.css'
import { editingPath, readingPath } from './paths.ts'

/** Leads from an article's record to where it is read and written; whoever may only read is led there at once. */
export default function ArticleBanner({ row }: PartProps) {
  const key = row.number ?? row.id
  if (!row.can.includes('update') && row.state === 'published') return <Navigate to={readingPath(key)} replace />
  return (
    <div className={css.banner}>
      <p>
        {row.hasChanges === true
          ? 'Changes wait beside what people read.'
          : 'Its text is read and written on pages of its own.'}
      </p>
      <Button component={Link} to={readingPath(key)} variant="default">
        Read it
      </Button>
      {row.can.includes('update') && (
        <Button component={Link} to={editingPath(key)} variant="default">
          Edit the text
        </Button>
      )}
    </div>
  )
}
