import { Button } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'
import { api, keys, read } from '../api.web.ts'
import { Face } from '../field/face.web.tsx'
import { ShowValue } from '../field/show.web.tsx'
import { dayText, localDay } from '../field/when.ts'
import { When } from '../field/when.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import classes from './record.module.css'
import stream from './stream.module.css'
import type { HistoryEntry, Row } from './row.ts'
import { Failed, Lines } from './states.web.tsx'

/** One line of the stream: what someone changed within minutes, the rest of it a click away. */
export function ChangesItem({ entries, at }: { entries: readonly HistoryEntry[]; at: string }) {
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen || entries.length <= 2 ? entries : entries.slice(-1)
  return (
    <li className={stream.event}>
      <span className={stream.dot} aria-hidden />
      <span>
        {shown.map((entry) => (
          <span key={entry.id} className={stream.sentence}>
            {entry.sentence}
            {entry.reason && <q className={stream.reason}>{entry.reason}</q>}
          </span>
        ))}
        <span className={classes.small}>
          <When value={at} />
          {shown.length < entries.length && (
            <button type="button" className={classes.textButton} onClick={() => setOpen(true)}>
              and {entries.length - 1} more changes
            </button>
          )}
        </span>
      </span>
    </li>
  )
}

interface HistoryProps {
  record: AnyRecord
  row: Row
  onAsOf: (day: string) => void
}

/** The whole history, newest first, by day: who, when, by which door and why, with each value before and after. */
export function History({ record, row, onAsOf }: HistoryProps) {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...keys.history(row.id), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      read<{ entries: readonly HistoryEntry[]; next: string | null }>(
        `/${pathOf(record)}/${row.id}/history`,
        { limit: 50, after: pageParam },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Lines count={6} />
  const days = byDay(data.pages.flatMap((page) => page.entries))
  return (
    <div className={classes.narrow}>
      {days.map(([day, entries]) => (
        <section key={day} className={stream.day} aria-label={dayText(day)}>
          <h2 className={stream.dayTitle}>
            {dayText(day)}
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              fw={400}
              c="dimmed"
              className={`${classes.right} ${classes.noPrint}`}
              onClick={() => onAsOf(day)}
            >
              Show as of this day
            </Button>
          </h2>
          <ol className={stream.panelList}>
            {entries.map((entry) => (
              <Entry key={entry.id} record={record} row={row} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier
        </Button>
      )}
    </div>
  )
}

function byDay(entries: readonly HistoryEntry[]): readonly (readonly [string, readonly HistoryEntry[]])[] {
  return [...Map.groupBy(entries, (entry) => localDay(new Date(entry.at)))]
}

const doors: Readonly<Record<string, string>> = {
  api: 'by the API',
  mcp: 'by an assistant',
  import: 'by an import',
  cli: 'on the command line',
  job: 'on its own',
  demo: 'by the demo company',
}

function Entry({ record, row, entry }: { record: AnyRecord; row: Row; entry: HistoryEntry }) {
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(new Date(entry.at))
  const door = doors[entry.via]
  return (
    <li className={stream.entry}>
      <Face name={entry.who.name} size={24} isBare />
      <div className={classes.grow}>
        <div className={stream.entryHead}>
          <span>{entry.sentence}</span>
          <span className={`${classes.small} ${classes.right}`}>
            <time dateTime={entry.at}>{time}</time>
            {door && ` ${door}`}
          </span>
        </div>
        {entry.reason && <q className={stream.reason}>{entry.reason}</q>}
        {entry.verb !== 'created' && <Changes record={record} entry={entry} />}
      </div>
      {entry.canUndo && <Undo record={record} row={row} entry={entry} />}
    </li>
  )
}

function Changes({ record, entry }: { record: AnyRecord; entry: HistoryEntry }) {
  const told = entry.changes.filter(({ field }) => record.fields[field] || field === 'state')
  // A sentence says one short change by itself.
  const isSaid = told.length === 1 && record.fields[told[0]?.field ?? '']?.kind !== 'longText'
  if (told.length === 0 || isSaid) return null
  const none = <span className={classes.empty}>nothing</span>
  return (
    <dl className={stream.changes}>
      {told.map(({ field, label, before, after }) => (
        <Fragment key={field}>
          <dt>{label}</dt>
          <dd>
            <span className={stream.was}>
              <ShowValue record={record} field={field} value={before} isLine dates="exact" empty={none} />
            </span>
            <span aria-label="became" className={stream.arrow}>
              →
            </span>
            <ShowValue record={record} field={field} value={after} isLine dates="exact" empty={none} />
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}

function Undo({ record, row, entry }: { record: AnyRecord; row: Row; entry: HistoryEntry }) {
  const client = useQueryClient()
  const undo = async () => {
    try {
      await api('POST', `/history/${entry.id}/undo`)
      toast({ says: 'That change was undone' })
    } catch (problem) {
      toastProblem(problem)
    }
    await client.invalidateQueries({ queryKey: keys.row(record.name, row.id) })
    await client.invalidateQueries({ queryKey: keys.traits(row.id) })
  }
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color="gray"
      fw={400}
      c="dimmed"
      className={classes.noPrint}
      onClick={() => void undo()}
    >
      Undo
    </Button>
  )
}
