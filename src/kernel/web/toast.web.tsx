import { useSyncExternalStore } from 'react'
import { CloseButton } from '@mantine/core'
import { ApiProblem } from './api.web.ts'
import css from './toast.module.css'

export interface Toast {
  readonly says: string
  readonly tone?: 'neutral' | 'bad'
  /** A word and what it does, such as Undo. */
  readonly action?: { readonly label: string; readonly run: () => unknown }
}
interface Shown extends Toast {
  readonly id: number
}

let toasts: readonly Shown[] = []
let last = 0
const listeners = new Set<() => void>()
const timers = new Map<number, ReturnType<typeof setTimeout>>()

/** Says something in the corner for a while: 6 seconds, 10 with an action, until closed when it is a problem with one. */
export function toast(given: Toast): void {
  const id = ++last
  show([...toasts.slice(-2), { ...given, id }])
  timers.set(
    id,
    setTimeout(() => dismiss(id), given.action ? 10_000 : given.tone === 'bad' ? 9000 : 6000),
  )
}

/** Says what went wrong, in the server's words. */
export function toastProblem(error: unknown): void {
  const says =
    error instanceof ApiProblem
      ? [error.message, ...error.problems.map((problem) => problem.says)].join(' ')
      : 'Something went wrong here. Reload the page and try again.'
  toast({ says, tone: 'bad' })
}

/** Runs the newest toast's action, such as Undo; false when there is none. */
export function runLastAction(): boolean {
  const newest = toasts.findLast((one) => one.action)
  if (!newest) return false
  dismiss(newest.id)
  newest.action?.run()
  return true
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <section className={css.stack} aria-label="Messages" aria-live="polite">
      {shown.map((one) => (
        <div key={one.id} className={css.toast} data-tone={one.tone} role={one.tone === 'bad' ? 'alert' : 'status'}>
          <span className={css.says}>{one.says}</span>
          {one.action && (
            <button
              type="button"
              className={css.action}
              onClick={() => {
                dismiss(one.id)
                one.action?.run()
              }}
            >
              {one.action.label}
            </button>
          )}
          <CloseButton
            size="sm"
            variant="transparent"
            c="inherit"
            aria-label="Close this message"
            onClick={() => dismiss(one.id)}
          />
        </div>
      ))}
    </section>
  )
}

function dismiss(id: number): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
  show(toasts.filter((one) => one.id !== id))
}

function show(next: readonly Shown[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
