import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { runLastAction } from '../toast.web.tsx'
import { usePlaces } from './navigation.web.tsx'

export interface Shortcut {
  readonly keys: string
  readonly does: string
  readonly to: string
}

/** Two-key ways to the places of the navigation: `g` and the first letter of the title that isn't taken yet. */
export function useGoShortcuts(): readonly Shortcut[] {
  const places = usePlaces().flatMap((section) => section.places)
  const taken = new Set(['h'])
  const found: Shortcut[] = [{ keys: 'g h', does: 'My work', to: '/' }]
  for (const { title, to } of places) {
    const letter = [...title.toLowerCase()].find((one) => /[a-z]/.test(one) && !taken.has(one))
    if (!letter) continue
    taken.add(letter)
    found.push({ keys: `g ${letter}`, does: title, to })
  }
  return found
}

/** Keys that work on every page, unless something is being typed. */
export function useShortcuts({ openHelp, openSearch }: { openHelp: () => void; openSearch: () => void }): void {
  const go = useGoShortcuts()
  const navigate = useNavigate()
  useEffect(() => {
    let isGoing = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return
      if (isGoing) {
        isGoing = false
        clearTimeout(timer)
        const shortcut = go.find(({ keys }) => keys === `g ${event.key}`)
        if (!shortcut) return
        event.preventDefault()
        event.stopPropagation()
        void navigate({ to: shortcut.to })
        return
      }
      if (event.key === 'g') {
        isGoing = true
        timer = setTimeout(() => {
          isGoing = false
        }, 1200)
      } else if (event.key === '?') {
        event.preventDefault()
        openHelp()
      } else if (event.key === 'z' && runLastAction()) event.preventDefault()
      else if (event.key === '/' && !document.querySelector('[data-search]')) {
        event.preventDefault()
        openSearch()
      }
    }
    window.addEventListener('keydown', press, true)
    return () => {
      window.removeEventListener('keydown', press, true)
      clearTimeout(timer)
    }
  }, [go, navigate, openHelp, openSearch])
}

/** Whether a key press belongs to an input, or to a dialog or menu that is open or about to be. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (document.querySelector('[data-opening], [role="dialog"][aria-modal="true"]')) return true
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]') !== null
  )
}
