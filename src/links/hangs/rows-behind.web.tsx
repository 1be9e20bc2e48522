import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { panelStyles as panel } from '../../foundation/pictures/index.web.tsx'
import { keys, read } from '../../kernel/web/api.web.ts'
import { useRegistry } from '../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../kernel/web/field/reference.web.tsx'
import { wordOf } from '../../kernel/web/field/words.ts'
import { Failed, Lines } from '../../kernel/web/record/states.web.tsx'
import css from './hangs.module.css'
import { Mark } from './mark.web.tsx'
import type { Counted, HangingRow, HangingRows, WhatHangs } from './wire.ts'

interface BehindProps {
  readonly start: WhatHangs['start']
  readonly what: Counted
  readonly onClose: () => void
}

/** All rows behind a number, a page at a time however many they are. */
export default function RowsBehind({ start, what, onClose }: BehindProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...keys.lists('service'), 'what hangs', start.id, what],
    queryFn: ({ pageParam, signal }) =>
      read<HangingRows>(`/${start.type}s/${start.id}/hangs/${what}`, { limit: 100, after: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className={css.behind} aria-label={titles[what]}>
      <h3 ref={heading} tabIndex={-1} className={panel.heading}>
        {titles[what]}
        <Button variant="subtle" size="compact-xs" onClick={onClose}>
          Close
        </Button>
      </h3>
      {error && !data && <Failed problem={error} onRetry={() => void refetch()} />}
      {!error && !data && <Lines count={6} />}
      <ol className={css.list}>
        {rows.map((row) => (
          <BehindRow key={row.id} row={row} />
        ))}
      </ol>
      {data && rows.length === 0 && <p className={panel.lead}>There are none any more.</p>}
      {hasNextPage && (
        <Button variant="default" size="compact-sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  )
}

const titles: Readonly<Record<Counted, string>> = {
  services: 'Services that stand still, by name',
  vital: 'Vital services that stand still, by name',
  teams: 'Teams that run them',
  units: 'Business units that use them',
  tickets: 'Their open tickets, the weightiest first',
  'in-hand': 'Tickets that they have in hand, the weightiest first',
}

function BehindRow({ row: { type, id, number, title, criticality, priority, state } }: { row: HangingRow }) {
  const registry = useRegistry()
  const about = type === 'ticket' ? (priority ?? state) : criticality
  return (
    <li className={css.item}>
      <span className={css.line}>
        {criticality && <Mark criticality={criticality} />}
        <RecordAnchor record={registry.record(type)} id={number ?? id} className={css.name}>
          {title}
        </RecordAnchor>
        {about && <span className={css.about}>{wordOf(about)}</span>}
      </span>
    </li>
  )
}
