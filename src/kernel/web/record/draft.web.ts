import { useEffect, useRef, useState } from 'react'
import type { FormValues } from './form.ts'

/** What was changed in a form and not yet saved: the changed values alone, and what they were changed from. */
export interface Draft {
  readonly at: string
  readonly version: number
  readonly values: FormValues
  readonly base: FormValues
}

/** A form's draft, kept by the browser under one name until the form is saved or the draft discarded. */
export function useDraft(name: string) {
  const key = `quarterdeck.draft.${name}`
  const [restored, setRestored] = useState(() => readDraft(key))
  const pending = useRef<Draft | null>(null)
  const timer = useRef<number | undefined>(undefined)

  const flush = () => {
    window.clearTimeout(timer.current)
    if (pending.current) writeDraft(key, pending.current)
    pending.current = null
  }
  const keep = (draft: Omit<Draft, 'at'>) => {
    pending.current = { ...draft, at: new Date().toISOString() }
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(flush, 300)
  }
  const discard = () => {
    window.clearTimeout(timer.current)
    pending.current = null
    localStorage.removeItem(key)
    setRestored(null)
  }
  const leave = useRef(flush)
  leave.current = flush
  useEffect(() => {
    const onLeave = () => leave.current()
    window.addEventListener('pagehide', onLeave)
    return () => {
      window.removeEventListener('pagehide', onLeave)
      onLeave()
    }
  }, [])
  return { restored, keep, discard }
}

function readDraft(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null
  } catch {
    return null
  }
}

function writeDraft(key: string, draft: Draft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // A full or forbidden storage costs the draft, never the form.
  }
}
