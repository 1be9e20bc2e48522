import type { AnyRecord } from '../../record/define.ts'
import { Activity } from './activity.web.tsx'
import { useRow } from './ask.web.ts'
import { Head } from './head.web.tsx'
import { Panels } from './panels.web.tsx'
import page from './page.module.css'
import type { Row } from './row.ts'
import { SaveProvider } from './save.web.tsx'
import { Lines, Missing } from './states.web.tsx'
import { useVerbs } from './verbs.web.ts'

/** A record, compact, for the peek panel beside a list: title, facts, moves, editable values and activity. */
export function PeekRecord({ record, id }: { record: AnyRecord; id: string }) {
  const { data: row, error, refetch } = useRow(record, id)
  if (error && !row) return <Missing record={record} problem={error} onRetry={() => void refetch()} />
  if (!row)
    return (
      <div className={page.peek} aria-busy>
        <Lines count={9} />
      </div>
    )
  return (
    <SaveProvider record={record}>
      <Peek record={record} row={row} />
    </SaveProvider>
  )
}

function Peek({ record, row }: { record: AnyRecord; row: Row }) {
  const verbs = useVerbs(record, row)
  const isFrozen = row.archivedAt !== null
  return (
    <article className={page.peek} aria-label={row.title ?? record.label[0]}>
      <Head record={record} row={row} verbs={verbs} isFrozen={false} isCompact />
      <Panels record={record} row={row} isFrozen={isFrozen} />
      <Activity record={record} row={row} isFrozen={isFrozen} />
    </article>
  )
}
