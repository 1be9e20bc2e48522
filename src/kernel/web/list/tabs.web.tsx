import { Button, Checkbox, Menu, Popover, TextInput } from '@mantine/core'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { pathOf } from '../../record/registry.ts'
import type { SavedView } from '../../traits/wire.ts'
import { api, keys } from '../api.web.ts'
import { mayI, useMe } from '../session.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import { DisplayButton } from './display-button.web.tsx'
import { AddFilter } from './filters.web.tsx'
import css from './list.module.css'
import { useList } from './list-model.web.ts'
import { isChanged, type View } from './search.ts'

/** The views of this list as tabs, how it is displayed, and a way to keep what was changed. */
export function Tabs({ addFilter }: { addFilter: (name: string) => void }) {
  const { record, search, view, views } = useList()
  const path = pathOf(record)
  return (
    <div className={css.tabs}>
      <nav className={css.tabList} aria-label="Views">
        <Tab path={path} title="All" isActive={!view} />
        {views.map((one) => (
          <Tab key={one.key} path={path} view={one.key} title={one.name} isActive={one === view} />
        ))}
        {view?.saved?.isMine && <ViewMenu view={view} saved={view.saved} />}
      </nav>
      <div className={css.tools}>
        {isChanged(search, view) && <SaveView />}
        <AddFilter add={addFilter} />
        <DisplayButton />
      </div>
    </div>
  )
}

function Tab({ path, view, title, isActive }: { path: string; view?: string; title: string; isActive: boolean }) {
  return (
    <Link
      to="/$path"
      params={{ path }}
      search={view ? { view } : {}}
      className={css.tab}
      aria-current={isActive ? 'page' : undefined}
      activeOptions={{ exact: true, includeSearch: true }}
      data-is-active={isActive || undefined}
    >
      {title}
    </Link>
  )
}

function SaveView() {
  const { record, search, view, open } = useList()
  const client = useQueryClient()
  const canShare = mayI(useMe(), 'view.share')
  const [isOpen, setIsOpen] = useState(false)
  const { view: _, q: __, month: ___, asOf: ____, ...own } = search
  const settings = { ...view?.search, ...own }
  const refresh = () => client.invalidateQueries({ queryKey: keys.views(record.name) })
  const update = async () => {
    if (!view?.saved) return
    await api('PATCH', `/views/${view.saved.id}`, { body: { settings } })
    await refresh()
    open(view)
  }
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    try {
      const body = { type: record.name, name: form.get('name'), isShared: form.get('isShared') === 'on', settings }
      const saved = await api<SavedView>('POST', '/views', { body })
      await refresh()
      setIsOpen(false)
      open({ key: saved.id, name: saved.name, search: settings })
    } catch (error) {
      toastProblem(error)
    }
  }
  return (
    <>
      {view?.saved?.isMine && (
        <Button variant="subtle" onClick={() => void update().catch(toastProblem)}>
          Save changes
        </Button>
      )}
      <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" trapFocus>
        <Popover.Target>
          <Button variant="subtle" onClick={() => setIsOpen(!isOpen)}>
            Save as view
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <form className={css.saveForm} onSubmit={(event) => void create(event)}>
            <TextInput
              name="name"
              label="Name of the view"
              required
              withAsterisk={false}
              maxLength={80}
              data-autofocus
            />
            {canShare && <Checkbox name="isShared" label="Everyone sees it" />}
            <Button type="submit">Save view</Button>
          </form>
        </Popover.Dropdown>
      </Popover>
    </>
  )
}

function ViewMenu({ view, saved }: { view: View; saved: NonNullable<View['saved']> }) {
  const { record, open } = useList()
  const client = useQueryClient()
  const canShare = mayI(useMe(), 'view.share')
  const refresh = () => client.invalidateQueries({ queryKey: keys.views(record.name) })
  const share = async () => {
    await api('PATCH', `/views/${saved.id}`, { body: { isShared: !saved.isShared } })
    await refresh()
  }
  const remove = async () => {
    await api('DELETE', `/views/${saved.id}`)
    open(undefined)
    await refresh()
    const body = { type: record.name, name: view.name, isShared: saved.isShared, settings: view.search }
    toast({
      says: `The view “${view.name}” is removed.`,
      action: { label: 'Undo', run: () => api('POST', '/views', { body }).then(refresh).catch(toastProblem) },
    })
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={css.tabMenu} aria-label={`More to do with the view ${view.name}`}>
          <IconDots size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {canShare && (
          <Menu.Item onClick={() => void share().catch(toastProblem)}>
            {saved.isShared ? 'Keep to myself' : 'Share with everyone'}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => void remove().catch(toastProblem)}>Remove view</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
