import { Button, Checkbox, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Row } from '../../../kernel/web/record/row.ts'
import { Face } from '../../../kernel/web/field/face.web.tsx'
import { refOf } from '../../../kernel/web/field/wire.ts'
import { Failed, Lines } from '../../../kernel/web/record/states.web.tsx'
import { priorityWords } from '../tickets/priority.ts'
import { useQueue } from './data.web.ts'
import css from './desk.module.css'
import queueCss from './queue.module.css'
import { useDesk } from './desk-model.web.ts'
import { dueShort } from './due.ts'
import { useNow } from './now.web.ts'
import { usePresent } from './presence.web.ts'
import { queueEmpty, queueTitles } from './queue-words.ts'
import { queues } from './queues.ts'
import unseen from '../../../kernel/web/unseen.module.css'

/** The queue: which, how much, and a line for each ticket, the first due first. */
export function QueueList() {
  const { queue, q, counts, choose, rows } = useDesk()
  const { isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useQueue(queue, q)
  return (
    <section className={queueCss.queue} aria-label="Queue">
      <header className={queueCss.queueHead}>
        <h1 className={css.title}>Desk</h1>
        <Button
          variant="default"
          leftSection={<IconPhone size={14} aria-hidden />}
          renderRoot={(props) => <Link to="/desk/new" {...props} />}
        >
          New from a call
        </Button>
      </header>
      <nav aria-label="Queues" className={queueCss.queues}>
        {queues.map((name) => (
          <button
            key={name}
            type="button"
            className={queueCss.queueName}
            aria-current={name === queue || undefined}
            onClick={() => choose(name)}
          >
            {queueTitles[name]}
            <span className={queueCss.count}>{counts ? counts[name] : ''}</span>
          </button>
        ))}
      </nav>
      <Find />
      {isPending && <Lines count={8} />}
      {error && rows.length === 0 && <Failed problem={error} onRetry={() => void refetch()} />}
      {!isPending && !error && rows.length === 0 && <Nothing />}
      <ol className={queueCss.rows} aria-label={queueTitles[queue]}>
        {rows.map((row, place) => (
          <Line key={row.id} row={row} isFirst={place === 0} />
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  )
}

/** Why a queue is empty, and where to look next. */
function Nothing() {
  const { queue, q, counts, choose, find } = useDesk()
  const next = (['unassigned', 'teams', 'all'] as const).find((name) => name !== queue && (counts?.[name] ?? 0) > 0)
  return (
    <div className={css.none}>
      <p>{q ? `Nothing in this queue matches “${q}”.` : queueEmpty[queue]}</p>
      {q && (
        <Button variant="default" onClick={() => find('')}>
          Show the whole queue
        </Button>
      )}
      {!q && next && (
        <Button variant="default" onClick={() => choose(next)}>
          Go to “{queueTitles[next]}”
        </Button>
      )}
    </div>
  )
}

/** Finds in the queue while typing; Enter goes to the first ticket found, Escape leaves. */
function Find() {
  const { q, find, rows, open } = useDesk()
  const [text, setText] = useState(q)
  const latest = useRef(find)
  useEffect(() => {
    latest.current = find
  })
  useEffect(() => {
    if (text === q) return undefined
    const timer = setTimeout(() => latest.current(text), 200)
    return () => clearTimeout(timer)
  }, [text, q])
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      setText('')
      event.currentTarget.blur()
    } else if (event.key === 'Enter' && rows[0]) open(rows[0].id, { hasFocus: true })
  }
  return (
    <TextInput
      data-search
      size="xs"
      className={queueCss.find}
      aria-label="Find in the queue"
      placeholder="Find in the queue"
      leftSection={<IconSearch size={14} aria-hidden />}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onKeyDown={press}
    />
  )
}

function Line({ row, isFirst }: { row: Row; isFirst: boolean }) {
  const { rows, current, open, selected, select } = useDesk()
  const now = useNow()
  const present = usePresent(row.id)
  const isCurrent = current === row.id || current === row.number
  // Tab reaches one row: the current one, else the first, such as while a ticket of another queue is open.
  const isReached = isCurrent || (isFirst && !rows.some(({ id, number }) => id === current || number === current))
  const due = dueShort(
    { dueAt: row.dueAt as string | null, dueFor: row.dueFor as string | null, state: row.state },
    now,
  )
  const priority = String(row.priority ?? 'low')
  const requester = refOf(row.requester)?.title
  const assignee = refOf(row.assignee)?.title
  const writing = present.find(({ isWriting }) => isWriting)
  const line = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isCurrent) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  return (
    <li ref={line} className={queueCss.line} data-is-current={isCurrent || undefined}>
      <Checkbox
        size="xs"
        className={queueCss.check}
        aria-label={`Select ${row.number}`}
        checked={selected.includes(row.id)}
        onChange={() => select(row.id)}
        tabIndex={-1}
      />
      <button
        type="button"
        className={queueCss.lineButton}
        data-desk-row={row.id}
        aria-current={isCurrent || undefined}
        tabIndex={isReached ? 0 : -1}
        onClick={() => open(row.id)}
      >
        <span className={queueCss.lineTop}>
          <span
            className={css.priority}
            data-priority={priority}
            title={`Priority ${priorityWords[priority as keyof typeof priorityWords] ?? priority}`}
          >
            <span className={unseen.unseen}>Priority </span>
            {priorityWords[priority as keyof typeof priorityWords]?.slice(0, 1) ?? ''}
          </span>
          {row.isMajor === true && <span className={css.major}>Major</span>}
          <span className={queueCss.lineTitle}>{row.title}</span>
          {due.says && (
            <span className={css.due} data-tone={due.tone}>
              {due.says}
            </span>
          )}
        </span>
        <span className={queueCss.lineBottom}>
          <span className={css.number}>{row.number}</span>
          <span className={queueCss.who}>{requester}</span>
          {present.length > 0 ? (
            <span className={css.present}>
              {writing && <IconPencil size={12} aria-hidden />}
              {writing ? `${writing.name} is replying` : `${present[0]?.name} is looking`}
            </span>
          ) : (
            <span className={queueCss.turn}>{turnOf(row)}</span>
          )}
          {assignee && <Face name={assignee} size={18} isBare />}
        </span>
      </button>
    </li>
  )
}

function turnOf(row: Row): string {
  const reason = refOf(row.pendingReason)?.title
  if (row.state === 'pending') return reason ? `Waits: ${reason}` : 'On hold'
  return row.waitsFor === 'requester' ? 'Their turn' : row.state === 'new' ? 'New' : 'Our turn'
}
