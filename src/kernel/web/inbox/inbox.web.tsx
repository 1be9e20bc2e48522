import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { kindNames, notificationKinds, type NotificationKind } from '../../notifications/kinds.ts'
import type { InboxItem } from '../../notifications/wire.ts'
import admin from '../admin/admin.module.css'
import { AdminPage, Failed } from '../admin/page.web.tsx'
import { useRegistry } from '../application.web.ts'
import { RecordAnchor } from '../field/reference.web.tsx'
import { When } from '../field/when.web.tsx'
import { isTyping } from '../shell/shortcuts.web.ts'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { grouped, type InboxFilter, type InboxGroup, useInbox, useMarkRead } from './data.web.ts'
import css from './inbox.module.css'

/** What the caller was told, by what it is about. j and k move, Enter opens, e marks as read. */
export default function Inbox() {
  const [filter, setFilter] = useState<InboxFilter>({ unread: true, kind: null })
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInbox(filter)
  const mark = useMarkRead()
  const list = useRef<HTMLUListElement>(null)
  const groups = grouped(data?.pages.flatMap(({ rows }) => rows) ?? [])
  const markGroup = ({ items }: InboxGroup) => {
    const isRead = items.some((item) => !item.isRead)
    return mark({ ids: items.map(({ id }) => id), isRead })
  }
  useInboxKeys({ list, groups, markGroup })
  return (
    <AdminPage
      title="Inbox"
      about={
        <>
          What you were told.{' '}
          <Link className={admin.link} to={'/account/notifications' as '/'}>
            Choose what and how.
          </Link>
        </>
      }
      action={
        <Button variant="default" onClick={() => void mark({ isRead: true })}>
          Mark all as read
        </Button>
      }
    >
      <Filters filter={filter} onChange={setFilter} />
      {isPending && <PageSkeleton />}
      {error && <Failed error={error} retry={refetch} />}
      {data && groups.length === 0 && (
        <p className={css.dim}>
          {filter.unread ? 'Nothing is unread.' : 'Nothing has come yet. Watch a record to be told of it.'}
        </p>
      )}
      <ul className={css.groups} ref={list}>
        {groups.map((group) => (
          <Group
            key={group.key}
            group={group}
            onMark={() => void markGroup(group)}
            onOpen={() => void mark({ ids: group.items.map(({ id }) => id), isRead: true })}
          />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier
        </Button>
      )}
    </AdminPage>
  )
}

function Filters({ filter, onChange }: { filter: InboxFilter; onChange: (filter: InboxFilter) => void }) {
  return (
    <div className={css.bar}>
      <SegmentedControl
        aria-label="Which"
        value={filter.unread ? 'unread' : 'all'}
        onChange={(value) => onChange({ ...filter, unread: value === 'unread' })}
        data={[
          { value: 'unread', label: 'Unread' },
          { value: 'all', label: 'All' },
        ]}
      />
      <NativeSelect
        aria-label="Kind"
        value={filter.kind ?? ''}
        onChange={(event) =>
          onChange({ ...filter, kind: (event.currentTarget.value || null) as NotificationKind | null })
        }
        data={[
          { value: '', label: 'Of every kind' },
          ...kindNames.map((kind) => ({ value: kind, label: notificationKinds[kind].label })),
        ]}
      />
    </div>
  )
}

function Group({ group: { items }, onMark, onOpen }: { group: InboxGroup; onMark: () => void; onOpen: () => void }) {
  const [first] = items
  const unread = items.filter(({ isRead }) => !isRead).length
  if (!first) return null
  return (
    <li className={css.group} data-group>
      <div className={css.text}>
        <div className={css.head} onClickCapture={onOpen}>
          <About item={first} />
          {unread > 0 && <span className={css.new}>{unread === 1 ? 'New' : `${unread} new`}</span>}
        </div>
        {items.map((item) => (
          <p key={item.id} className={css.item}>
            {(item.record || item.path) && item.title}{' '}
            <span className={css.dim}>
              <When value={item.at} />
            </span>
            {item.text && <q>{item.text}</q>}
          </p>
        ))}
      </div>
      <Button variant="default" size="compact-xs" onClick={onMark}>
        {unread > 0 ? 'Mark as read' : 'Mark as unread'}
      </Button>
    </li>
  )
}

/** What it is about, as the link that leads there. */
function About({ item: { record, path, title } }: { item: InboxItem }) {
  const registry = useRegistry()
  const type = record && registry.records.find(({ name }) => name === record.type)
  if (record && type)
    return (
      <RecordAnchor record={type} id={record.id}>
        {[record.number, record.title].filter(Boolean).join(' ')}
      </RecordAnchor>
    )
  return path ? <Link to={path as '/'}>{title}</Link> : <span tabIndex={-1}>{title}</span>
}

interface Keys {
  readonly list: RefObject<HTMLUListElement | null>
  readonly groups: readonly InboxGroup[]
  readonly markGroup: (group: InboxGroup) => Promise<void>
}

function useInboxKeys({ list, groups, markGroup }: Keys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return
      const lines = [...(list.current?.querySelectorAll<HTMLElement>('[data-group]') ?? [])]
      const at = lines.findIndex((line) => line.contains(document.activeElement))
      const group = groups[at]
      if (event.key === 'j' || event.key === 'k') {
        const next = lines[Math.max(0, at + (event.key === 'j' ? 1 : -1))]
        next?.querySelector<HTMLElement>('a, button')?.focus()
      } else if (event.key === 'e' && group) void markGroup(group)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [list, groups, markGroup])
}
