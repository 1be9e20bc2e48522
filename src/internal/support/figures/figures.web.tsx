import { Button, Menu } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { read } from '../../../kernel/web/api.web.ts'
import { Broken } from '../../../kernel/web/shell/problem.web.tsx'
import { PageSkeleton } from '../../../kernel/web/shell/skeleton.web.tsx'
import { useTitle } from '../../../kernel/web/title.web.ts'
import { dayNow } from '../../../kernel/web/field/when.ts'
import { countText } from '../../../kernel/web/field/words.ts'
import { rowsAddress } from './address.ts'
import { Ages } from './ages.web.tsx'
import {
  definitions,
  type Dimension,
  dimensions,
  type FigureKey,
  figureKeys,
  groupFilter,
  populationFilter,
} from './definitions.ts'
import css from './figures.module.css'
import { FigureLine } from './figure-line.web.tsx'
import { Groups } from './groups.web.tsx'
import { PeriodBar } from './period-bar.web.tsx'
import { presetsOf } from './presets.ts'
import { nameOfPromise, promiseNamed, sayPromises } from './promise-kinds.ts'
import { Promises } from './promises.web.tsx'
import { saveCharts } from './save.web.ts'
import { drawn } from './spark.web.tsx'
import { Subscription } from './subscription.web.tsx'
import { Trend } from './trend.web.tsx'
import { Why } from './why.web.tsx'
import type { Figures, Rows, Value } from './wire.ts'
import { percentWords, timeWords, valueWords } from './words.ts'

/** All of it stands in the address, so that a link shows the same report. */
interface Search {
  readonly from?: string
  readonly to?: string
  readonly by?: Dimension
  readonly show?: FigureKey
  readonly sort?: string
  readonly promise?: string
  readonly filter?: Readonly<Record<string, unknown>>
  /** What the filter is called. */
  readonly only?: string
}
const shares = figureKeys.filter((key) => definitions[key].kind === 'share')

/** How the service desk keeps its promises: a report, each number of which opens to its tickets. */
export default function FiguresPage() {
  useTitle('Service figures')
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const page = useRef<HTMLDivElement>(null)
  const today = dayNow()
  const usual = presetsOf(today)[0]
  const from = search.from ?? usual?.from ?? today
  const to = search.to ?? usual?.to ?? today
  const by = dimensions.find((one) => one === search.by) ?? 'team'
  const show = figureKeys.find((one) => one === search.show) ?? 'attainment'
  const why = shares.includes(show) ? show : 'attainment'
  const promise = nameOfPromise(promiseNamed(search.promise))
  const asked = { from, to, by, why, promise, ...(search.filter ? { filter: JSON.stringify(search.filter) } : {}) }
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['ticket', 'figures', asked],
    queryFn: ({ signal }) => read<Figures>('/support/figures', asked, signal),
    placeholderData: keepPreviousData,
  })
  const change = (next: Search): void =>
    void navigate({ to: '/support/figures' as '/', search: { ...search, ...next } as never, replace: true })
  if (error) return <Broken error={error} reset={() => void refetch()} />
  if (!data) return <PageSkeleton />
  const exported = (format: string) =>
    `/api/v1/support/figures/export?${new URLSearchParams({ ...asked, format }).toString()}`
  const logged = data.figures.find(({ key }) => key === 'loggedAttainment')
  return (
    <div className={css.page} ref={page} data-busy={isFetching || undefined}>
      <header className={css.head}>
        <div>
          <h1>Service figures</h1>
          <p>
            {spanWords(data.period.from, data.period.to)}, held against {spanWords(...data.period.before)}.{' '}
            {data.scope === 'own' && 'The tickets of your own teams. '}Times count open hours; days begin in{' '}
            {data.period.zone}.
          </p>
        </div>
        <div className={css.tools}>
          <Subscription />
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" size="xs">
                Export
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item component="a" href={exported('csv')} download>
                Table as CSV
              </Menu.Item>
              <Menu.Item component="a" href={exported('xlsx')} download>
                Table as workbook
              </Menu.Item>
              {(['png', 'svg'] as const).map((kind) => (
                <Menu.Item
                  key={kind}
                  onClick={() => page.current && void saveCharts(page.current, { name: 'service-figures', kind })}
                >
                  Charts as {kind.toUpperCase()}
                </Menu.Item>
              ))}
              <Menu.Item onClick={() => window.print()}>Print</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
        <PeriodBar from={from} to={to} today={today} onChange={change} />
      </header>
      {search.filter && (
        <p className={css.only}>
          Only {search.only ?? 'some tickets'}.{' '}
          <button
            type="button"
            className={css.link}
            onClick={() => change({ filter: undefined, only: undefined } as never)}
          >
            Show all
          </button>
        </p>
      )}
      {promise !== 'sla' && (
        <p className={css.only}>
          “Promises kept” is about {sayPromises(data.promise)}.{' '}
          <button type="button" className={css.link} onClick={() => change({ promise: undefined } as never)}>
            All to who asked
          </button>
        </p>
      )}
      <FigureLine figures={data} />
      <Why figures={data} />
      <Promises figures={data} onPromise={(name) => change({ promise: name, show: 'attainment' })} />
      {logged && logged.now.of > 0 && (
        <p className={css.lead}>
          Another system’s log says of{' '}
          <Link to={rowsAddress(logged.rows) as '/'}>{countText(logged.now.of)} of these tickets</Link> whether they
          were in time: {valueWords('loggedAttainment', logged.now)} were.
        </p>
      )}
      <Trends figures={data} show={show} onShow={(next) => change({ show: next })} />
      <Groups
        figures={data}
        sort={search.sort ?? ''}
        onSort={(sort) => change({ sort })}
        onBy={(next) => change({ by: next })}
        onOnly={({ value, title }) =>
          change({
            filter: { ...search.filter, ...groupFilter(by, value) },
            only: [search.only, title].filter(Boolean).join(', '),
          })
        }
      />
    </div>
  )
}

interface TrendsProps {
  readonly figures: Figures
  readonly show: FigureKey
  readonly onShow: (key: FigureKey) => void
}

function Trends({ figures: data, show, onShow }: TrendsProps) {
  const figure = data.figures.find(({ key }) => key === show)
  const valuesOf = (key: FigureKey) =>
    (data.figures.find((one) => one.key === key)?.trend ?? []).map((value) => drawn(key, value))
  const { kind, better } = definitions[show]
  const values = valuesOf(show)
  const say = (value: number): string =>
    kind === 'share' ? percentWords(value) : kind === 'time' ? timeWords(value) : countText(Math.round(value))
  const dayOf = (at: string): string => dayWords(at, data.period.zone, data.period.bucket)
  const worst = worstOf(values, better, figure?.trend ?? [])
  return (
    <div className={css.pair}>
      <section className={css.section}>
        <div className={css.sectionHead}>
          <h2>{definitions[show].label}</h2>
          <select
            className={css.select}
            aria-label="Figure to draw"
            value={show}
            onChange={(event) => onShow(event.currentTarget.value as FigureKey)}
          >
            {figureKeys.map((key) => (
              <option key={key} value={key}>
                {definitions[key].label}
              </option>
            ))}
          </select>
        </div>
        <Trend
          title={`${definitions[show].label} over time`}
          starts={data.period.starts}
          series={[{ label: definitions[show].label, values, tone: 'first', rows: rowsByPart(data, show) }]}
          say={say}
          dayOf={dayOf}
          {...(kind === 'share' ? { least: 0, most: 1 } : {})}
          target={figure?.target ? { value: figure.target, label: `Target ${percentWords(figure.target)}` } : null}
          note={
            worst === null
              ? null
              : { index: worst, text: `${say(values[worst] ?? 0)} ${dayOf(data.period.starts[worst] ?? '')}` }
          }
        />
      </section>
      <section className={css.section}>
        <div className={css.sectionHead}>
          <h2>Opened and resolved</h2>
        </div>
        <Trend
          title="Tickets opened and resolved over time"
          starts={data.period.starts}
          series={[
            { label: 'Opened', values: valuesOf('opened'), tone: 'second', rows: rowsByPart(data, 'opened') },
            { label: 'Resolved', values: valuesOf('resolved'), tone: 'first', rows: rowsByPart(data, 'resolved') },
          ]}
          say={(value) => countText(Math.round(value))}
          dayOf={dayOf}
        />
      </section>
      <section className={css.section}>
        <div className={css.sectionHead}>
          <h2>How long the backlog has waited</h2>
        </div>
        <Ages figures={data} dayOf={(at) => dayWords(dayBefore(at), data.period.zone, 'day')} />
      </section>
    </div>
  )
}

/** The rows behind each part of a trend: those of the whole, of its days alone. */
function rowsByPart({ figures, period }: Figures, key: FigureKey): readonly (Rows | null)[] {
  const rows = figures.find((one) => one.key === key)?.rows
  return period.starts.map((from, part) => {
    const until = period.starts[part + 1] ?? period.until
    if (!rows) return null
    return {
      count: 0,
      filter: { ...rows.filter, ...populationFilter(definitions[key].of, [from, until]) },
      ...(rows.promises && { promises: { ...rows.promises, from, until } }),
    }
  })
}

/** Where a figure was worst, if that differs from the rest. Days on which hardly anything happened tell nothing. */
function worstOf(
  values: readonly (number | null)[],
  better: 'up' | 'down' | 'neither',
  trend: readonly Value[],
): number | null {
  const usual = trend.reduce((sum, { of }) => sum + of, 0) / (trend.length || 1)
  const known = values.flatMap((value, index) =>
    value === null || (trend[index]?.of ?? 0) < usual / 2 ? [] : [{ value, index }],
  )
  if (known.length < 3 || better === 'neither') return null
  const worst = known.toSorted((a, b) => (better === 'up' ? a.value - b.value : b.value - a.value))[0]
  return worst && known.some(({ value }) => value !== worst.value) ? worst.index : null
}

/** The day that ends at a moment. */
const dayBefore = (at: string): string => new Date(Date.parse(at) - 1).toISOString()

function dayWords(at: string, timeZone: string, bucket: 'day' | 'week' | 'month'): string {
  if (at === '') return ''
  const options =
    bucket === 'month' ? ({ month: 'short', year: 'numeric' } as const) : ({ day: 'numeric', month: 'short' } as const)
  const text = new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(new Date(at))
  return bucket === 'week' ? `week of ${text}` : text
}

/** `1 to 27 November 2026`. */
function spanWords(from: string, to: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.formatRange(new Date(from), new Date(to))
}
