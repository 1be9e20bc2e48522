import { ActionIcon, Button, FileButton, Input, Progress } from '@mantine/core'
import IconFile from '@tabler/icons-react/dist/esm/icons/IconFile.mjs'
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useEffect, useRef, useState } from 'react'
import { wordsOf } from '../../../kernel/web/record/value.web.tsx'
import type { Question, SentFile } from './form.ts'
import css from './questions.module.css'

/** Sends a file ahead and tells how far it is, from 0 to 1. */
export type SendsFile = (file: File, onProgress: (done: number) => void) => Promise<SentFile>

interface Props {
  readonly question: Question
  readonly answer: unknown
  readonly says: string | undefined
  readonly onChange: (answer: unknown) => void
  readonly sends: SendsFile | undefined
}
interface Sending {
  readonly id: string
  readonly name: string
  readonly done: number
  readonly says: string | null
}

/** Asks for files: each is sent as soon as it is chosen, so that the answer says what has arrived, and nothing is left to go wrong later. */
export function FileAnswer({ question, answer, says, onChange, sends = pretend }: Props) {
  const [sending, setSending] = useState<readonly Sending[]>([])
  // Files arrive one after the other, each beside those that are there by then.
  const there = Array.isArray(answer) ? (answer as readonly SentFile[]) : []
  const kept = useRef(there)
  useEffect(() => {
    kept.current = Array.isArray(answer) ? (answer as readonly SentFile[]) : []
  }, [answer])
  const put = (next: readonly SentFile[]) => {
    kept.current = next
    onChange(next)
  }
  const change = (id: string, patch: Partial<Sending>) =>
    setSending((now) => now.map((one) => (one.id === id ? { ...one, ...patch } : one)))
  const forget = (id: string) => setSending((now) => now.filter((one) => one.id !== id))
  const sendOne = async (id: string, file: File) => {
    try {
      const sent = await sends(file, (done) => change(id, { done }))
      forget(id)
      put([...kept.current, sent])
    } catch (problem) {
      change(id, { says: wordsOf(problem) })
    }
  }
  const add = async (files: readonly File[]) => {
    const begun = files.map((file) => ({ file, id: crypto.randomUUID() }))
    setSending((now) => [...now, ...begun.map(({ id, file }) => ({ id, name: file.name, done: 0, says: null }))])
    for (const { id, file } of begun) await sendOne(id, file)
  }
  return (
    <Input.Wrapper
      label={question.asks}
      description={question.help}
      withAsterisk={question.isRequired ?? false}
      error={says}
      labelElement="div"
    >
      <ul className={css.files} aria-label={question.asks}>
        {there.map(({ id, name }) => (
          <li key={id}>
            <IconFile size={16} aria-hidden />
            <span>{name}</span>
            <ActionIcon aria-label={`Remove ${name}`} onClick={() => put(there.filter((file) => file.id !== id))}>
              <IconX size={14} />
            </ActionIcon>
          </li>
        ))}
        {sending.map((one) => (
          <li key={one.id}>
            <IconFile size={16} aria-hidden />
            <span>
              {one.name}
              {one.says === null ? (
                <Progress value={one.done * 100} size={4} aria-label={`Sending ${one.name}`} />
              ) : (
                <small role="alert">{one.says}</small>
              )}
            </span>
            {one.says !== null && (
              <ActionIcon aria-label={`Forget ${one.name}`} onClick={() => forget(one.id)}>
                <IconX size={14} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      <FileButton multiple onChange={(files) => void add(files)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            leftSection={<IconPaperclip size={14} aria-hidden />}
            aria-label={`Choose files: ${question.asks}`}
          >
            {there.length === 0 ? 'Choose files' : 'Another file'}
          </Button>
        )}
      </FileButton>
    </Input.Wrapper>
  )
}

const pretend: SendsFile = async (file) => ({ id: crypto.randomUUID(), name: file.name })
