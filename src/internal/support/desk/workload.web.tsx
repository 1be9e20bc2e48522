import { ActionIcon, Menu } from '@mantine/core'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { type DragEvent, useMemo, useState } from 'react'
import { api, keys, read } from '../../../kernel/web/api.web.ts'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import { Face } from '../../../kernel/web/field/face.web.tsx'
import { RecordAnchor } from '../../../kernel/web/field/reference.web.tsx'
import { When } from '../../../kernel/web/field/when.web.tsx'
import { Failed, Lines } from '../../../kernel/web/record/states.web.tsx'
import type { Row } from '../../../kernel/web/record/row.ts'
import { useMe } from '../../../kernel/web/session.web.tsx'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import type { OnCall } from '../on-call/wire.ts'
import { onCallSentence } from '../on-call/on-call-words.ts'
import { priorityWords } from '../tickets/priority.ts'
import css from './workload.module.css'
import { dueShort } from './due.ts'
import { useNow } from './now.web.ts'
import { workStates } from './queues.ts'
import type { Burden, Workload } from './wire.ts'

type Ticket = Burden['tickets'][number]

/** Who of a team has how much, what is late, and what nobody has; a ticket is dragged, or given by its menu, to another agent. */
export default function WorkloadPage() {
  const me = useMe()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { team?: string }
  const teams = useQuery({
    queryKey: [...keys.lists('team'), 'workload'],
    queryFn: ({ signal }) =>
      read<{ rows: readonly Row[] }>('/teams', { limit: 200, sort: 'name', columns: 'name,members,lead' }, signal),
    select: ({ rows }) => rows,
  })
  const open = useOpenByTeam()
  const isOwn = (row: Row): boolean => JSON.stringify([row.lead, row.members]).includes(me.self?.id ?? 'nobody')
  const team = search.team ?? (teams.data && open ? firstTeam(teams.data, { open, isOwn }) : '')
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.lists('ticket'), 'workload', team],
    queryFn: ({ signal }) => read<Workload>('/desk/workload', { team }, signal),
    enabled: team !== '',
    placeholderData: keepPreviousData,
  })
  const burdens = data?.burdens ?? []
  const most = Math.max(1, ...burdens.filter(({ person }) => person).map(({ load }) => load))
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1 className={css.title}>Workload</h1>
        <label className={css.team}>
          Team
          <select
            value={team}
            onChange={({ currentTarget }) =>
              void navigate({ to: '/workload', search: { team: currentTarget.value } as never, replace: true })
            }
          >
            {(teams.data ?? []).map((row) => (
              <option key={row.id} value={row.id}>
                {row.title} ({open?.get(row.id) ?? 0} open)
              </option>
            ))}
          </select>
        </label>
        {data?.onCall?.rota && <OnCallLine onCall={data.onCall} rota={data.onCall.rota.id} />}
        <p className={css.dim}>
          Weighted by priority: a critical ticket counts as eight low ones. Drag a ticket to whoever should have it.
        </p>
      </header>
      {error && <Failed problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Lines count={6} />}
      <div className={css.people}>
        {burdens
          .filter(({ person, open }) => person || open > 0)
          .map((burden) => (
            <Column key={burden.person?.id ?? 'nobody'} burden={burden} all={burdens} most={most} />
          ))}
      </div>
    </div>
  )
}

/** How many tickets are open with each team; null until it is known. */
function useOpenByTeam(): ReadonlyMap<unknown, number> | null {
  const { data } = useQuery({
    queryKey: [...keys.lists('ticket'), 'workload', 'open'],
    queryFn: ({ signal }) =>
      read<{ groups: readonly { readonly value: unknown; readonly count: number }[] }>(
        '/tickets/groups',
        { by: 'team', filter: JSON.stringify({ state: workStates }) },
        signal,
      ),
  })
  return useMemo(() => (data ? new Map(data.groups.map(({ value, count }) => [value, count])) : null), [data])
}

/** The busiest of one's own teams, or else of all. */
function firstTeam(
  teams: readonly Row[],
  { open, isOwn }: { open: ReadonlyMap<unknown, number>; isOwn: (row: Row) => boolean },
): string {
  const busiest = (some: readonly Row[]): Row | undefined =>
    some.toSorted((a, b) => (open.get(b.id) ?? 0) - (open.get(a.id) ?? 0))[0]
  const own = busiest(teams.filter(isOwn))
  return (own && open.get(own.id) ? own : busiest(teams))?.id ?? ''
}

/** Who of the team is on call, with the way to its rota. */
function OnCallLine({ onCall, rota }: { onCall: OnCall; rota: string }) {
  return (
    <p className={css.onCall}>
      {onCallSentence(onCall, useNow())}{' '}
      <RecordAnchor record={useRegistry().record('on_call_rota')} id={rota}>
        The rota
      </RecordAnchor>
    </p>
  )
}

const kind = 'application/x-quarterdeck-ticket'

function Column({ burden, all, most }: { burden: Burden; all: readonly Burden[]; most: number }) {
  const give = useGive()
  const [isOver, setOver] = useState(false)
  const { person, isAway, open, load, breached, soon, oldestAt, tickets } = burden
  const name = person ? (person.title ?? 'Not visible to you') : 'Nobody yet'
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(kind)) return
    event.preventDefault()
    setOver(true)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [id = '', number = ''] = event.dataTransfer.getData(kind).split(' ')
    if (id && !tickets.some((ticket) => ticket.id === id)) void give({ id, number }, person)
  }
  return (
    <section
      className={css.person}
      aria-label={name}
      data-is-over={isOver || undefined}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <header className={css.personHead}>
        {person && <Face name={name} size={28} isBare />}
        <h2 className={css.name}>{name}</h2>
        {isAway && <span className={css.away}>Away</span>}
        <span className={css.open}>{open} open</span>
      </header>
      {person && (
        <div className={css.bar} role="img" aria-label={`Load ${load} of ${most}`}>
          <span style={{ width: `${Math.round((load / most) * 100)}%` }} />
        </div>
      )}
      <p className={css.facts}>
        {breached > 0 && <span data-tone="bad">{breached} late</span>}
        {soon > 0 && <span data-tone="warning">{soon} due soon</span>}
        {oldestAt && (
          <span>
            oldest <When value={oldestAt} />
          </span>
        )}
        {open === 0 && <span>Nothing to do</span>}
      </p>
      <ul className={css.tickets}>
        {tickets.map((ticket) => (
          <Card key={ticket.id} ticket={ticket} from={person?.id ?? null} all={all} />
        ))}
        {open > tickets.length && <li className={css.dim}>and {open - tickets.length} more</li>}
      </ul>
    </section>
  )
}

function Card({ ticket, from, all }: { ticket: Ticket; from: string | null; all: readonly Burden[] }) {
  const give = useGive()
  const due = dueShort({ dueAt: ticket.dueAt, dueFor: null, state: ticket.state }, useNow())
  const others = all.flatMap(({ person, isAway }) => (person && person.id !== from ? [{ person, isAway }] : []))
  return (
    <li
      className={css.ticket}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(kind, `${ticket.id} ${ticket.number}`)}
    >
      <span className={css.priority} data-priority={ticket.priority}>
        {priorityWords[ticket.priority as keyof typeof priorityWords]?.slice(0, 1)}
      </span>
      <Link to="/desk" search={{ ticket: ticket.id, queue: 'all' } as never} className={css.ticketTitle}>
        {ticket.title}
      </Link>
      {due.says && (
        <span className={css.due} data-tone={due.tone}>
          {due.says}
        </span>
      )}
      <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon size={22} aria-label={`Give ${ticket.number} to somebody`}>
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          <Menu.Label>Give to</Menu.Label>
          {others.map(({ person, isAway }) => (
            <Menu.Item key={person.id} onClick={() => void give(ticket, person)}>
              {person.title}
              {isAway && ' (away)'}
            </Menu.Item>
          ))}
          {from && <Menu.Item onClick={() => void give(ticket, null)}>Nobody</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}

/** Gives a ticket to an agent, or takes it back, with a way to undo. */
function useGive() {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: keys.lists('ticket') })
  return async (ticket: { readonly id: string; readonly number: string }, person: Burden['person']): Promise<void> => {
    try {
      const { batch } = await api<{ batch: string }>('POST', '/tickets/bulk', {
        body: { set: { assignee: person?.id ?? null }, ids: [ticket.id] },
      })
      toast({
        says: person ? `${ticket.number} is given to ${person.title}.` : `${ticket.number} is nobody’s now.`,
        action: { label: 'Undo', run: () => api('POST', `/batches/${batch}/undo`).then(refresh).catch(toastProblem) },
      })
    } catch (problem) {
      toastProblem(problem)
    }
    await refresh()
  }
}
