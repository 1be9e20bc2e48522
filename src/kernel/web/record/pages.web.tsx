import { useSearch } from '@tanstack/react-router'
import type { AnyRecord } from '../../record/define.ts'
import { useTitle } from '../title.web.ts'
import { useRow } from './ask.web.ts'
import { EditRecord } from './edit.web.tsx'
import { Page } from './page.web.tsx'
import { SaveProvider } from './save.web.tsx'
import { Missing, PageSkeleton } from './states.web.tsx'

export { NewRecordPage } from './new.web.tsx'
export { PeekRecord } from './peek.web.tsx'

/** The page at `/{path}/{id or number}`, and with `isEditing` at `/{path}/{id}/edit`: the whole form. */
export function RecordPage({ record, id, isEditing = false }: { record: AnyRecord; id: string; isEditing?: boolean }) {
  const { asOf } = useSearch({ strict: false }) as { asOf?: string }
  const { data: row, error, refetch } = useRow(record, id, isEditing ? undefined : asOf)
  useTitle(row ? [row.number, row.title].filter(Boolean).join(' ') : record.label[0])
  if (error && !row) return <Missing record={record} problem={error} onRetry={() => void refetch()} />
  if (!row) return <PageSkeleton record={record} />
  return (
    <SaveProvider record={record}>
      {isEditing && row.can.includes('update') ? (
        <EditRecord record={record} row={row} />
      ) : (
        <Page record={record} row={row} asOf={asOf} />
      )}
    </SaveProvider>
  )
}
