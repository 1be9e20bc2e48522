import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { pathOf } from '../../record/registry.ts'
import { useMe } from '../session.web.tsx'
import { isTyping } from '../shell/shortcuts.web.ts'
import { useList } from './list-model.web.ts'

/** Keys of a list wherever the focus is: `/` searches, `n` makes a new record, an arrow goes to the rows. */
export function useListKeys(): void {
  const { record } = useList()
  const navigate = useNavigate()
  const canCreate = useMe().can[record.name]?.create ?? false
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return
      const grid = document.querySelector<HTMLElement>('[data-grid]')
      if (event.key === '/') document.querySelector<HTMLElement>('[data-search]')?.focus()
      else if (event.key === 'n' && canCreate) void navigate({ to: '/$path/new', params: { path: pathOf(record) } })
      else if ((event.key === 'ArrowDown' || event.key === 'j') && grid && !grid.contains(document.activeElement))
        grid.focus()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [record, navigate, canCreate])
}
