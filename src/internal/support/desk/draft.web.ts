import { useEffect, useRef, useState } from 'react'
import type { DraftFile } from './attached.ts'

/** What is being written in a ticket and not sent yet. */
export interface ReplyDraft {
  readonly text: string
  readonly kind: 'reply' | 'note'
  /** The macro whose changes are made with it. */
  readonly macro: string | null
  /** The latest comment that was there when writing began; null for none. */
  readonly seen: string | null
  readonly files: readonly DraftFile[]
}
/** Nothing written. */
export const blank: ReplyDraft = { text: '', kind: 'reply', macro: null, seen: null, files: [] }

/** The draft of a ticket, kept by the browser until it is sent or emptied. */
export function useReplyDraft(ticket: string) {
  const key = `quarterdeck.reply.${ticket}`
  const [draft, setDraft] = useState<ReplyDraft>(() => readDraft(key))
  const isFirst = useRef(true)
  useEffect(() => {
    if (isFirst.current) isFirst.current = false
    else keepDraft(key, draft)
  }, [key, draft])
  return [draft, setDraft] as const
}

function readDraft(key: string): ReplyDraft {
  try {
    return { ...blank, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<ReplyDraft>) }
  } catch {
    return blank
  }
}

function keepDraft(key: string, draft: ReplyDraft): void {
  try {
    if (draft.text === '' && draft.macro === null && draft.files.length === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // A full or forbidden storage costs the draft, never the reply.
  }
}
