import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { dayNow } from '../../kernel/web/field/when.ts'
import { Failed, Lines } from '../../kernel/web/record/states.web.tsx'
import { Notice } from '../../kernel/web/shell/problem.web.tsx'
import { useTitle } from '../../kernel/web/title.web.ts'
import { sayDay } from './day.ts'
import { type Quarter, quarterOf, sayQuarter } from './quarter.ts'
import { RenewalSide } from './renewal-side.web.tsx'
import { useRenewals } from './renewals.data.web.ts'
import css from './renewals.module.css'
import { RenewalList } from './renewals-list.web.tsx'
import { RenewalMonth } from './renewals-month.web.tsx'
import { RenewalTimeline } from './renewals-timeline.web.tsx'
import type { Wanted } from './renewals.ts'
import { Totals } from './totals.web.tsx'

const ways = ['list', 'calendar', 'timeline'] as const
interface Search {
  /** A day of the quarter that is shown; the current one without it. */
  readonly in?: string
  readonly as?: (typeof ways)[number]
  readonly decided?: boolean
  /** The contract that is open. */
  readonly open?: string
}

/** The renewal desk: what must be decided this quarter, by when, and with what money at stake. */
export default function RenewalsPage() {
  useTitle('Renewals')
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const go = (change: Search) =>
    void navigate({ to: '/renewals', search: { ...search, ...change } as never, replace: change.open === undefined })
  const today = dayNow()
  const quarter = quarterOf(search.in ?? today)
  const now = quarterOf(today)
  const isNow = quarter.from === now.from
  const isDecided = search.decided === true
  // What should have been decided before is still to be decided now.
  const wanted: Wanted = { from: isNow && !isDecided ? undefined : quarter.from, to: quarter.to, isDecided }
  const as = search.as ?? 'list'
  const step = (by: number) => go({ in: quarterOf(quarter.from, by).from, open: undefined })
  return (
    <div className={css.desk} data-is-open={search.open === undefined ? undefined : true}>
      <div className={css.page}>
        <header className={css.head}>
          <div className={css.words}>
            <h1>Renewals</h1>
            <Totals wanted={wanted} quarter={quarter} isNow={isNow} />
          </div>
          <div className={css.tools}>
            <span className={css.quarter}>
              <ActionIcon aria-label="Quarter before" onClick={() => step(-1)}>
                <IconChevronLeft size={16} />
              </ActionIcon>
              <span className={css.quarterName}>{sayQuarter(quarter)}</span>
              <ActionIcon aria-label="Quarter after" onClick={() => step(1)}>
                <IconChevronRight size={16} />
              </ActionIcon>
              {!isNow && (
                <Button variant="default" onClick={() => go({ in: undefined, open: undefined })}>
                  This quarter
                </Button>
              )}
            </span>
            <SegmentedControl
              size="xs"
              aria-label="Which decisions"
              value={isDecided ? 'decided' : 'open'}
              onChange={(value) => go({ decided: value === 'decided' || undefined, open: undefined })}
              data={[
                { value: 'open', label: 'To decide' },
                { value: 'decided', label: 'Decided' },
              ]}
            />
            <SegmentedControl
              size="xs"
              aria-label="How to show it"
              value={as}
              onChange={(value) => go({ as: value === 'list' ? undefined : (value as Search['as']) })}
              data={[
                { value: 'list', label: 'List' },
                { value: 'calendar', label: 'Calendar' },
                { value: 'timeline', label: 'Timeline' },
              ]}
            />
            <Link to={'/contracts' as '/'} search={ownCalendar as never} className={css.quiet}>
              In my own calendar
            </Link>
          </div>
        </header>
        <Shown wanted={wanted} quarter={quarter} as={as} open={search.open} onOpen={(id) => go({ open: id })} />
      </div>
      {search.open !== undefined && (
        <RenewalSide key={search.open} id={search.open} onClose={() => go({ open: undefined })} />
      )}
    </div>
  )
}

/** The list behind the desk by its days to decide, which can be subscribed to. */
const ownCalendar = { as: 'calendar', on: 'decideBy', filter: { state: 'in_force', decision: null } }

interface ShownProps {
  readonly wanted: Wanted
  readonly quarter: Quarter
  readonly as: (typeof ways)[number]
  readonly open: string | undefined
  readonly onOpen: (id: string) => void
}

function Shown({ wanted, quarter, as, open, onOpen }: ShownProps) {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useRenewals(wanted)
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Lines count={8} />
  const rows = data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <Nothing wanted={wanted} />
  const given = { rows, open, onOpen }
  return (
    <>
      {as === 'list' && <RenewalList {...given} />}
      {as === 'calendar' && <RenewalMonth wanted={wanted} quarter={quarter} open={open} onOpen={onOpen} />}
      {as === 'timeline' && <RenewalTimeline {...given} quarter={quarter} />}
      {hasNextPage && as !== 'calendar' && (
        <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  )
}

function Nothing({ wanted: { isDecided, to } }: { readonly wanted: Wanted }) {
  return (
    <Notice
      isPart
      title={isDecided ? 'Nothing was decided yet' : 'Nothing has to be decided'}
      action={
        <Button variant="default" renderRoot={(props) => <Link to={'/contracts' as '/'} {...props} />}>
          All contracts
        </Button>
      }
    >
      {isDecided
        ? 'Decisions about the ends of these months stand here once they are made.'
        : `No contract in force asks for a decision by ${sayDay(to)}. A contract appears here once its first term is written down and it is in force.`}
    </Notice>
  )
}
