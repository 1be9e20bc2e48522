import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { panelStyles as panel } from '../../../foundation/pictures/index.web.tsx'
import { keys, read } from '../../../kernel/web/api.web.ts'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import type { Row } from '../../../kernel/web/record/row.ts'
import { Failed, Lines } from '../../../kernel/web/record/states.web.tsx'
import { useMe } from '../../../kernel/web/session.web.tsx'
import { coverText, gaps, type Hour, hoursOf, stretchText } from './cover.ts'
import css from './delivery.module.css'
import { windowsOf } from './windows.ts'
import unseen from '../../../kernel/web/unseen.module.css'

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const most = 100

/** Who looks after an outsourced service, hour by hour of the week, and when nobody does. */
export default function Cover({ row }: PartProps) {
  const me = useMe()
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.lists('cover_window'), 'of', row.id],
    queryFn: ({ signal }) =>
      read<{ rows: readonly Row[] }>(
        '/cover-windows',
        { filter: JSON.stringify({ outsourcedService: row.id }), limit: most },
        signal,
      ),
  })
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Lines count={4} />
  const windows = windowsOf(data.rows)
  const hours = hoursOf(windows)
  const open = gaps(windows)
  return (
    <>
      <p className={panel.lead}>
        <strong>{coverText(windows)}</strong> Times are those of {String(row.timeZone)}.
      </p>
      {windows.length > 0 && (
        <>
          <table className={css.week}>
            <caption className={unseen.unseen}>Who looks after it at each hour of the week</caption>
            <thead>
              <tr>
                <th scope="col" className={css.day}>
                  <span className={unseen.unseen}>Day</span>
                </th>
                {Array.from({ length: 24 }, (_, hour) => (
                  <th key={hour} scope="col" data-shown={hour % 6 === 0 || undefined}>
                    {hour}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((day, place) => (
                <tr key={day}>
                  <th scope="row">{day.slice(0, 2)}</th>
                  {hours.slice(place * 24, place * 24 + 24).map((hour, at) => (
                    <td key={`${day} ${String(at)}`} data-by={sideOf(hour)} title={`${day} ${at}:00: ${wordsOf(hour)}`}>
                      <span className={unseen.unseen}>{wordsOf(hour)}</span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <ul className={css.legend} aria-hidden>
            <li data-by="supplier">The supplier</li>
            <li data-by="us">We</li>
            <li data-by="both">Both</li>
            <li data-by="nobody">Nobody</li>
          </ul>
        </>
      )}
      {open.length > 0 && windows.length > 0 && (
        <>
          <h3 className={panel.heading}>Nobody looks after it from</h3>
          <ul className={css.gaps}>
            {open.map((gap) => (
              <li key={gap[0]}>{stretchText(gap)}</li>
            ))}
          </ul>
        </>
      )}
      {me.can['cover_window']?.create === true && (
        <Link
          className={panel.more}
          to="/$path/new"
          params={{ path: 'cover-windows' }}
          search={{ set: { outsourcedService: row.id } } as never}
        >
          Add hours
        </Link>
      )}
    </>
  )
}

function sideOf({ supplier, us, nobody }: Hour): string {
  if (nobody === 60) return 'nobody'
  if (supplier > 0 && us > 0) return 'both'
  return supplier > 0 ? 'supplier' : 'us'
}

function wordsOf(hour: Hour): string {
  const words = { supplier: 'the supplier', us: 'we', both: 'both', nobody: 'nobody' }[sideOf(hour)] ?? ''
  return hour.nobody > 0 && hour.nobody < 60 ? `${words}, ${hour.nobody} minutes nobody` : words
}
