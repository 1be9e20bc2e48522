import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import { addressOf } from '../api.web.ts'
import { useApplication } from '../application.web.ts'
import { totalText } from '../field/words.ts'
import { dayText } from '../field/when.ts'
import { mayI, useMe } from '../session.web.tsx'
import css from './list.module.css'
import { useList } from './list-model.web.ts'
import { useTotal } from './rows.web.ts'
import { listPath } from './search.ts'

/** The title with how many there are, the search in this list, and the one thing to do. */
export function ListHead() {
  const { record, shown, change } = useList()
  const me = useMe()
  const total = useTotal().data
  const [one, many] = record.label
  return (
    <header className={css.head}>
      <h1 className={css.title}>
        {many}
        <span className={css.total} aria-live="polite">
          {total && totalText(total)}
        </span>
      </h1>
      {shown.asOf && (
        <button type="button" className={css.asOf} onClick={() => change({ asOf: undefined })} title="Show today">
          As it stood on {dayText(shown.asOf)} · back to today
        </button>
      )}
      <div className={css.tools}>
        <SearchBox />
        <MoreMenu />
        {me.can[record.name]?.create && (
          <Button component={Link} to={`/${pathOf(record)}/new`} h={30} px={12}>
            New {inSentence(one)}
          </Button>
        )}
      </div>
    </header>
  )
}

function SearchBox() {
  const { record, shown, change } = useList()
  const [text, setText] = useState(shown.q)
  const sent = useRef(shown.q)
  useEffect(() => {
    if (shown.q !== sent.current) setText(shown.q)
    sent.current = shown.q
  }, [shown.q])
  useEffect(() => {
    if (text === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text
      change({ q: text || undefined })
    }, 180)
    return () => clearTimeout(timer)
  }, [text, change])
  return (
    <TextInput
      data-search
      className={css.search}
      size="xs"
      type="search"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
        if (event.key === 'ArrowDown' || event.key === 'Enter')
          document.querySelector<HTMLElement>('[data-grid]')?.focus()
      }}
      placeholder={`Search ${inSentence(record.label[1])}`}
      aria-label={`Search ${inSentence(record.label[1])}`}
      leftSection={<IconSearch size={14} aria-hidden />}
    />
  )
}

function MoreMenu() {
  const { record, query, shown } = useList()
  const { pages } = useApplication()
  const me = useMe()
  const mayExport = mayI(me, 'export.run')
  const canImport =
    mayI(me, 'import.run') && me.can[record.name]?.create && pages.some(({ path }) => path === '/imports')
  const address = (format: string) =>
    addressOf(`${listPath(record)}/export`, { ...query, columns: shown.columns.join(','), format })
  const copy = () => void navigator.clipboard.writeText(window.location.href)
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label="More to do with this list" size={30}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {canImport && (
          <Menu.Item component={Link} to={`/imports?type=${record.name}`}>
            Import {inSentence(record.label[1])}
          </Menu.Item>
        )}
        {mayExport && (
          <>
            <Menu.Item component="a" href={address('csv')} download>
              Export as CSV
            </Menu.Item>
            <Menu.Item component="a" href={address('xlsx')} download>
              Export as Excel
            </Menu.Item>
          </>
        )}
        <Menu.Item onClick={copy}>Copy link to this list</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
