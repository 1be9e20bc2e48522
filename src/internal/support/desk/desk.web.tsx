import { useNavigate, useSearch } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { usePageKeys } from '../../../kernel/web/shell/page-keys.web.ts'
import css from './desk.module.css'
import { BulkBar } from './bulk.web.tsx'
import { ticketQuery, useQueue } from './data.web.ts'
import { type Desk, DeskContext } from './desk-model.web.ts'
import { focusRow } from './focus.web.ts'
import { deskKeys, stepFrom } from './keys.ts'
import { useDeskKeys } from './keys.web.ts'
import { useSigns } from './presence.web.ts'
import { QueueList } from './queue.web.tsx'
import { type Queue, queues } from './queues.ts'
import { NothingOpen, TicketPane } from './ticket.web.tsx'

interface Search {
  readonly queue?: Queue
  readonly q?: string
  readonly ticket?: string
}

/** The agent's desk: the queue at the left, the ticket at the right, the next one a key away. */
export default function DeskPage() {
  useSigns()
  usePageKeys('At the desk', deskKeys)
  const desk = useDeskModel()
  useDeskKeys(desk)
  useFocusKept(desk)
  return (
    <DeskContext value={desk}>
      <div className={css.desk} data-has-ticket={desk.current !== null || undefined}>
        <div className={css.left}>
          <QueueList />
          {desk.selected.length > 0 && <BulkBar />}
        </div>
        {desk.current === null ? <NothingOpen /> : <TicketPane key={desk.current} id={desk.current} />}
      </div>
    </DeskContext>
  )
}

function useDeskModel(): Desk {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const client = useQueryClient()
  const queue = queues.find((name) => name === search.queue) ?? 'mine'
  const q = search.q ?? ''
  const current = search.ticket ?? null
  const { rows, counts } = useQueue(queue, q)
  const [selected, setSelected] = useState<readonly string[]>([])
  const ids = rows.map(({ id }) => id)
  const place = usePlace(ids, current)
  const next = stepFrom(ids, current, 1, place.current)

  const go = (change: Partial<Search>) =>
    void navigate({
      to: '/desk',
      search: { queue, q: q || undefined, ticket: current ?? undefined, ...change } as never,
      replace: true,
      resetScroll: false,
    })
  const open: Desk['open'] = (id, { hasFocus = false } = {}) => {
    go({ ticket: id ?? undefined })
    if (hasFocus && id) requestAnimationFrame(() => focusRow(id))
  }
  // The next ticket is there before it is asked for.
  useEffect(() => {
    if (next && current) void client.prefetchQuery({ ...ticketQuery(client, next), staleTime: 15_000 })
  }, [client, next, current])

  return {
    queue,
    q,
    rows,
    counts,
    current,
    selected: selected.filter((id) => ids.includes(id)),
    open,
    goOn: () => open(next ?? stepFrom(ids, current, -1, place.current), { hasFocus: true }),
    choose: (name) => {
      setSelected([])
      go({ queue: name, ticket: undefined })
    },
    find: (text) => go({ q: text || undefined }),
    select: (id) => setSelected((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id])),
    clear: () => setSelected([]),
  }
}

/** Where a dialog or a row that went away had the focus, it comes back to the current row. */
function useFocusKept({ current }: Desk): void {
  useEffect(() => {
    if (current === null) return undefined
    const keep = () => {
      const active = document.activeElement
      const row = active instanceof HTMLElement ? active.dataset.deskRow : undefined
      if (active === document.body || (row !== undefined && row !== current)) focusRow(current)
    }
    const timers = [0, 250].map((wait) => setTimeout(keep, wait))
    return () => timers.forEach(clearTimeout)
  })
}

/** Where the current ticket stands in the queue, or stood before it left. */
function usePlace(ids: readonly string[], current: string | null) {
  const place = useRef(0)
  const at = current === null ? -1 : ids.indexOf(current)
  useEffect(() => {
    if (at >= 0) place.current = at
  }, [at])
  return place
}
