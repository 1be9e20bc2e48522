import { Button, Skeleton } from '@mantine/core'
import type { ImportRowView, ImportView, RowOutcome } from '../../importing/import.ts'
import type { AnyRecord } from '../../record/define.ts'
import { titleOf } from '../../record/registry.ts'
import { RecordAnchor } from '../field/reference.web.tsx'
import { Toned } from '../field/state.web.tsx'
import { useImportRows } from './data.web.ts'
import css from './importing.module.css'
import { outcomeTones, outcomeWords } from './words.ts'

/** The rows of a file with what happens to each: differences field by field, and reasons in words. */
export function ImportRows({
  given,
  record,
  outcome,
  isDone,
}: {
  given: ImportView
  record: AnyRecord
  outcome: RowOutcome | 'noted' | null
  isDone: boolean
}) {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useImportRows(
    given.id,
    outcome,
    given.status,
  )
  if (isPending) return <Skeleton h={160} mt={12} />
  if (error) return <p className={css.problem}>{error.message}</p>
  const rows = data.pages.flatMap((page) => page.rows)
  return (
    <>
      <ul className={css.lines}>
        {rows.map((row) => (
          <RowLine key={row.row} row={row} record={record} isDone={isDone} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" mt={12} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more rows
        </Button>
      )}
    </>
  )
}

const shownChanges = 6

function RowLine({ row, record, isDone }: { row: ImportRowView; record: AnyRecord; isDone: boolean }) {
  const changes = row.changes.filter(({ field }) => row.outcome !== 'create' || field !== titleOf(record))
  const more = changes.length - shownChanges
  const isTaken = row.outcome !== 'refused' && row.outcome !== 'conflict'
  return (
    <li className={css.row}>
      <span className={css.rowLine}>line {row.line}</span>
      <span className={css.rowTitle}>
        {row.id ? (
          <RecordAnchor record={record} id={row.id} className={css.rowLink}>
            {row.title}
          </RecordAnchor>
        ) : (
          row.title
        )}
      </span>
      <span className={css.rowOutcome}>
        <Toned tone={outcomeTones[row.outcome]}>{outcomeWords[row.outcome][isDone ? 1 : 0]}</Toned>
      </span>
      <div className={css.rowBody}>
        {row.problems.map(({ says }) => (
          <p key={says} className={css.reason}>
            {says}
          </p>
        ))}
        {isTaken && changes.length > 0 && (
          <dl className={css.changes}>
            {changes.slice(0, shownChanges).map(({ field, label, before, after }) => (
              <div key={field + label}>
                <dt>{label}</dt>
                <dd>
                  {row.outcome === 'update' && (
                    <>
                      <del>{before || 'empty'}</del> <span aria-hidden>→</span>{' '}
                    </>
                  )}
                  <span>{after || 'empty'}</span>
                </dd>
              </div>
            ))}
          </dl>
        )}
        {isTaken && more > 0 && <div className={css.dim}>and {more} more</div>}
      </div>
    </li>
  )
}
