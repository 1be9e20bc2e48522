import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { read } from '../../../kernel/web/api.web.ts'
import { countText } from '../../../kernel/web/field/words.ts'
import { Broken } from '../../../kernel/web/shell/problem.web.tsx'
import { PageSkeleton } from '../../../kernel/web/shell/skeleton.web.tsx'
import { useTitle } from '../../../kernel/web/title.web.ts'
import { sayTime } from '../service-levels/target-time.ts'
import type { PromiseAsk } from './definitions.ts'
import css from './figures.module.css'
import { metricHeads, sayPromises } from './promise-kinds.ts'
import type { ListedPromise, PromiseList } from './wire.ts'
import { upper } from './words.ts'

interface Search {
  readonly ask?: PromiseAsk
  readonly filter?: Readonly<Record<string, unknown>>
}

/** The promises behind a figure: what was promised, what became of it, and for which ticket. */
export default function PromiseListPage() {
  useTitle('Promises')
  const search: Search = useSearch({ strict: false })
  const { filter } = search
  const [usual] = useState(lastDays)
  const ask = search.ask ?? usual
  const asked = { ask: JSON.stringify(ask), ...(filter ? { filter: JSON.stringify(filter) } : {}) }
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['ticket', 'promises', asked],
    queryFn: ({ signal, pageParam }) =>
      read<PromiseList>('/support/promises', { ...asked, skip: String(pageParam) }, signal),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
  })
  if (error) return <Broken error={error} reset={() => void refetch()} />
  if (!data) return <PageSkeleton />
  const count = data.pages[0]?.count ?? 0
  const rows = data.pages.flatMap((page) => page.rows)
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div>
          <h1>
            {upper(sayPromises(ask))} <span className={css.count}>{countText(count)}</span>
          </h1>
          <p>
            {ask.isBroken === undefined
              ? 'All that ended'
              : ask.isBroken
                ? 'Those that were broken'
                : 'Those that were kept'}
            {', '}
            {dayWords(ask.from)} to {dayWords(ask.until, -1)}. Times are open hours of the promise’s calendar.{' '}
            <Link to={'/support/figures' as '/'} className={css.link}>
              Service figures
            </Link>
          </p>
        </div>
      </header>
      {rows.length === 0 ? (
        <p className={css.nothing}>No promise like that ended in these days.</p>
      ) : (
        <div className={css.scroll}>
          <table className={css.table} data-folds>
            <thead>
              <tr>
                <th scope="col">Ticket</th>
                <th scope="col">Promised</th>
                <th scope="col">Within</th>
                <th scope="col">Took</th>
                <th scope="col">Was due</th>
                <th scope="col">Ended</th>
                <th scope="col">Result</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <ListedRow key={`${row.ticket.id} ${row.metric} ${row.team} ${row.round}`} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  )
}

function ListedRow({ row }: { row: ListedPromise }) {
  const { ticket, metric, team, round, policy, promised, used, due, stoppedAt, isBroken, brokenBy } = row
  return (
    <tr>
      <th scope="row">
        <Link to={`/tickets/${ticket.id}` as '/'}>
          {ticket.number} {ticket.title}
        </Link>
      </th>
      <td className={css.what} title={policy ?? undefined}>
        {metricHeads[metric]}
        {round > 1 && `, ${round}th time`.replace('2th', '2nd').replace('3th', '3rd')}
        {team && `, ${team}`}
      </td>
      <td data-says="Within">{sayTime(promised)}</td>
      <td data-says="Took">{sayTime(used)}</td>
      <td data-says="Was due">{due ? momentWords(due) : '–'}</td>
      <td data-says="Ended">{momentWords(stoppedAt)}</td>
      <td className={css.result} data-direction={isBroken ? 'worse' : 'better'}>
        {isBroken ? `Broken by ${sayTime(brokenBy)}` : 'Kept'}
      </td>
    </tr>
  )
}

/** What is shown where nobody asked for anything else: promises to who asked, of the last 30 days. */
const lastDays = (): PromiseAsk => ({
  kind: 'sla',
  from: new Date(Date.now() - 30 * 86_400_000).toISOString(),
  until: new Date().toISOString(),
})

const moment = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
const momentWords = (at: string): string => moment.format(new Date(at))
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
const dayWords = (at: string, ms = 0): string => day.format(new Date(Date.parse(at) + ms))
