import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { isTyping } from '../../../kernel/web/shell/shortcuts.web.ts'
import type { Desk } from './desk-model.web.ts'
import { focusRow } from './focus.web.ts'
import { stepFrom } from './keys.ts'
import { queues } from './queues.ts'

/** What a key does to the open ticket; its pane listens. */
export type DeskCommand = 'reply' | 'note' | 'macro' | 'mine' | 'assign' | 'start' | 'hold' | 'resolve'
const commands: Readonly<Record<string, DeskCommand>> = {
  r: 'reply',
  n: 'note',
  m: 'macro',
  a: 'mine',
  t: 'assign',
  s: 'start',
  h: 'hold',
  e: 'resolve',
}
const listeners = new Set<(command: DeskCommand) => void>()
/** A command given while the next ticket is still on its way; it is meant for that one. */
let early: { readonly command: DeskCommand; readonly at: number } | null = null
const stillMeant = 4000

/** Calls back for each command that is given by a key, while mounted. */
export function useCommands(listener: (command: DeskCommand) => void): void {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => {
    const hear = (command: DeskCommand) => latest.current(command)
    listeners.add(hear)
    if (early && Date.now() - early.at < stillMeant) hear(early.command)
    early = null
    return () => void listeners.delete(hear)
  }, [])
}

/** The keys of the desk, wherever the focus is, unless something is being typed or a dialog is open. */
export function useDeskKeys(desk: Desk): void {
  const latest = useRef(desk)
  const navigate = useNavigate()
  useEffect(() => {
    latest.current = desk
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return
      const command = commands[event.key]
      if (command) give(command, latest.current.current !== null)
      else if (event.key === 'c') void navigate({ to: '/desk/new' })
      else if (!move(latest.current, event.key)) return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [navigate])
}

function give(command: DeskCommand, isTicketOpen: boolean): void {
  if (listeners.size === 0 && isTicketOpen) early = { command, at: Date.now() }
  for (const hear of listeners) hear(command)
}

/** Moves about the desk; false where the key means nothing here. */
function move(desk: Desk, key: string): boolean {
  const { rows, current, selected } = desk
  const ids = rows.map(({ id }) => id)
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[key] as 1 | -1 | undefined
  if (step) {
    const next = stepFrom(ids, current, step)
    if (next) desk.open(next, { hasFocus: true })
    return true
  }
  if (key === 'x' && current) desk.select(current)
  else if (key === '/') document.querySelector<HTMLElement>('[data-search]')?.focus()
  else if (key === 'Enter' && isOnRow()) document.querySelector<HTMLElement>('[data-desk-ticket]')?.focus()
  else if (key === 'Escape' && selected.length > 0) desk.clear()
  else if (key === 'Escape' && current) focusRow(current)
  else if (/^[1-8]$/.test(key)) desk.choose(queues[Number(key) - 1] ?? 'mine')
  else return false
  return true
}

const isOnRow = (): boolean =>
  document.activeElement === document.body ||
  document.activeElement?.closest('[data-desk-row]') !== null ||
  document.activeElement?.id === 'main'
