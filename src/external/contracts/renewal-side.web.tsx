import { CloseButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { roundMoneyText } from '../../kernel/web/field/words.ts'
import { dayFrom, dayNow, dayText } from '../../kernel/web/field/when.ts'
import { Failed, Lines } from '../../kernel/web/record/states.web.tsx'
import { Decide } from './decide.web.tsx'
import { sayOutlook } from './renewal-words.ts'
import { type Renewal, useClock, useRenewal } from './renewals.data.web.ts'
import css from './renewals.module.css'
import { Trace } from './trace.web.tsx'

interface SideProps {
  readonly id: string
  readonly onClose: () => void
}

/** One decision: its dates, why they are so, and what is decided. */
export function RenewalSide({ id, onClose }: SideProps) {
  const { data: row, error, refetch } = useRenewal(id)
  return (
    <aside className={css.side} aria-label={row?.title ?? 'Contract'}>
      <CloseButton className={css.close} aria-label="Close" onClick={onClose} />
      {error && <Failed problem={error} onRetry={() => void refetch()} />}
      {!row && !error && <Lines count={8} />}
      {row && (
        <>
          <h2>{row.title}</h2>
          <p className={css.dim}>
            <Link to={`/contracts/${row.id}` as '/'}>{row.number}</Link> with {row.counterparty}.{' '}
            <Link to={'/renewals/dossier' as '/'} search={{ contract: row.id } as never}>
              Dossier
            </Link>
          </p>
          <Dates row={row} />
          <Decide row={row} />
          <Why id={id} />
        </>
      )}
    </aside>
  )
}

function Dates({ row }: { readonly row: Renewal }) {
  const { decideBy, decidedEnd, sendBy, noticeBy, outlook, atStake } = row
  if (decideBy === null) return <p>Nothing is to be decided about it now.</p>
  const today = dayNow()
  const dates: readonly (readonly [string, string | null])[] = [
    ['Decide by', decideBy],
    ['Send by', sendBy],
    ['There by', noticeBy],
    ['End', decidedEnd],
  ]
  return (
    <>
      <p>
        {sayOutlook(outlook, decidedEnd)}
        {atStake && (
          <>
            , for <strong>{roundMoneyText(atStake)}</strong>
          </>
        )}
        .
      </p>
      <dl className={css.dates}>
        {dates.map(
          ([label, day]) =>
            day !== null && (
              <div key={label} data-is-over={day < today || undefined}>
                <dt>{label}</dt>
                <dd>
                  <time dateTime={day}>{dayText(day)}</time>
                  <span>{dayFrom(day, today)}</span>
                </dd>
              </div>
            ),
        )}
      </dl>
    </>
  )
}

function Why({ id }: { readonly id: string }) {
  const { data, error, refetch } = useClock(id)
  return (
    <section>
      <h3>Why these dates</h3>
      {error && <Failed problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Lines count={4} />}
      {data && <Trace clock={data} />}
    </section>
  )
}
