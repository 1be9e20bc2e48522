import { Button, Tabs } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'
import { dayText } from '../field/when.ts'
import { When } from '../field/when.web.tsx'
import { bannersOf } from './extend.web.tsx'
import { Head } from './head.web.tsx'
import { useOpened } from './opened.web.ts'
import page from './page.module.css'
import classes from './record.module.css'
import type { Row } from './row.ts'
import { Notice } from './states.web.tsx'
import { useTabs } from './tabs.web.tsx'
import { useVerbs } from './verbs.web.ts'

/** A record's page: head, what it needs next, and its tabs. With `asOf` it only shows, as it stood at that day's end. */
export function Page({ record, row, asOf }: { record: AnyRecord; row: Row; asOf: string | undefined }) {
  const verbs = useVerbs(record, row)
  useOpened(record, row)
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { tab?: string }
  const params = { path: pathOf(record), id: row.number ?? row.id }
  const go = (next: { tab?: string; asOf?: string }) =>
    void navigate({
      to: '/$path/$id',
      params,
      search: { ...search, asOf, ...next } as never,
      replace: true,
      resetScroll: false,
    })
  const isFrozen = asOf !== undefined || row.archivedAt !== null
  const tabs = useTabs({
    record,
    row,
    isFrozen,
    isPast: asOf !== undefined,
    onAsOf: (day) => go({ asOf: day, tab: undefined }),
    onTab: (tab) => go({ tab }),
  })
  const open = tabs.some(({ name }) => name === search.tab) ? search.tab : 'overview'
  const edit = () => row.can.includes('update') && !isFrozen && void navigate({ to: '/$path/$id/edit', params })
  useHotkeys([['E', edit]])
  return (
    <article className={page.page} aria-label={row.title ?? record.label[0]}>
      <Head record={record} row={row} verbs={verbs} isFrozen={asOf !== undefined} />
      {asOf && (
        <Notice
          tone="warning"
          action={
            <Button size="compact-sm" variant="default" onClick={() => go({ asOf: undefined })}>
              Show it as it is now
            </Button>
          }
        >
          As it stood at the end of {dayText(asOf)}. Nothing can be changed here.
        </Notice>
      )}
      {row.archivedAt && !asOf && (
        <Notice
          tone="neutral"
          action={
            row.can.includes('restore') && (
              <Button size="compact-sm" variant="default" onClick={() => void verbs.restore()}>
                Restore
              </Button>
            )
          }
        >
          Archived <When value={row.archivedAt} />. It is left out of lists and can’t be changed.
        </Notice>
      )}
      {!isFrozen &&
        bannersOf(record.name).map((Banner, index) => (
          <Suspense key={index}>
            <Banner record={record} row={row} />
          </Suspense>
        ))}
      <Tabs
        value={open}
        onChange={(tab) => go({ tab: tab === 'overview' ? undefined : (tab ?? undefined) })}
        keepMounted={false}
        className={page.tabs}
      >
        {tabs.length > 1 && (
          <Tabs.List className={page.tabList} aria-label={`Parts of ${row.title ?? 'this record'}`}>
            {tabs.map(({ name, title, count }) => (
              <Tabs.Tab key={name} value={name}>
                {title}
                {count !== undefined && count > 0 && <span className={classes.count}>{count}</span>}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        )}
        {tabs.map(({ name, draw }) => (
          <Tabs.Panel key={name} value={name} className={page.tabPanel}>
            {draw()}
          </Tabs.Panel>
        ))}
      </Tabs>
    </article>
  )
}
