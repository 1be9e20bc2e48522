import { ActionIcon, FileButton } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { type ClipboardEvent, type DragEvent, useState } from 'react'
import { api, keys } from '../../../kernel/web/api.web.ts'
import { sendFile } from '../../../kernel/web/record/upload.web.ts'
import { toastProblem } from '../../../kernel/web/toast.web.tsx'
import type { DraftFile } from './attached.ts'
import talkCss from './talk.module.css'
import type { ReplyDraft } from './draft.web.ts'

type SetDraft = (change: (now: ReplyDraft) => ReplyDraft) => void

/** Puts files with what is being written in a ticket: they are kept at once, and go out with the reply. */
export function useAttaching(ticket: string, setDraft: SetDraft) {
  const client = useQueryClient()
  const [sending, setSending] = useState<readonly string[]>([])
  const setFiles = (change: (now: readonly DraftFile[]) => readonly DraftFile[]): void =>
    setDraft((now) => ({ ...now, files: change(now.files) }))
  const add = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return
    setSending(files.map(({ name }) => name))
    for (const file of files) {
      try {
        const kept = await sendFile(ticket, file, () => undefined)
        if (kept) setFiles((now) => [...now, { id: kept.id, name: kept.name, isPicture: kept.hasPreview }])
      } catch (problem) {
        toastProblem(problem)
      }
    }
    setSending([])
    await client.invalidateQueries({ queryKey: keys.traits(ticket) })
  }
  const remove = async ({ id }: DraftFile): Promise<void> => {
    setFiles((now) => now.filter((one) => one.id !== id))
    await api('DELETE', `/files/${id}`).catch(toastProblem)
    await client.invalidateQueries({ queryKey: keys.traits(ticket) })
  }
  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer): void => {
    if (data.files.length === 0) return
    event.preventDefault()
    void add([...data.files])
  }
  return {
    add,
    remove,
    sending,
    drops: {
      onPaste: (event: ClipboardEvent) => take(event, event.clipboardData),
      onDragOver: (event: DragEvent) => event.dataTransfer.types.includes('Files') && event.preventDefault(),
      onDrop: (event: DragEvent) => take(event, event.dataTransfer),
    },
  }
}

/** Chooses files to go with what is written. */
export function AttachButton({ onChoose }: { readonly onChoose: (files: readonly File[]) => void }) {
  return (
    <FileButton multiple onChange={onChoose}>
      {(props) => (
        <button {...props} type="button" className={talkCss.kind} title="Attach files" aria-label="Attach files">
          <IconPaperclip size={16} aria-hidden />
        </button>
      )}
    </FileButton>
  )
}

interface AttachedProps {
  readonly files: readonly DraftFile[]
  /** Names of those that are on their way. */
  readonly sending: readonly string[]
  readonly onRemove: (file: DraftFile) => void
}

/** The files that go with what is written. */
export function Attached({ files, sending, onRemove }: AttachedProps) {
  if (files.length === 0 && sending.length === 0) return null
  return (
    <ul className={talkCss.attached} aria-label="Files that go with it">
      {files.map((file) => (
        <li key={file.id}>
          {file.isPicture ? (
            <img src={`/api/v1/files/${file.id}/preview`} alt="" />
          ) : (
            <IconPaperclip size={14} aria-hidden />
          )}
          <span>{file.name}</span>
          <ActionIcon size="sm" aria-label={`Leave ${file.name} out`} onClick={() => onRemove(file)}>
            <IconX size={14} />
          </ActionIcon>
        </li>
      ))}
      {sending.length > 0 && <li role="status">Sending {sending.join(', ')} …</li>}
    </ul>
  )
}
