import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { toastProblem } from '../../../kernel/web/toast.web.tsx'
import css from './portal.module.css'

/** A place to say more. Ctrl-Enter sends. What is written stays until it was sent. */
export function Write({ send }: { send: (text: string) => Promise<unknown> }) {
  const [text, setText] = useState('')
  const [isSending, setSending] = useState(false)
  const go = async () => {
    if (text.trim() === '' || isSending) return
    setSending(true)
    try {
      await send(text.trim())
      setText('')
    } catch (problem) {
      toastProblem(problem)
    }
    setSending(false)
  }
  return (
    <form
      className={css.write}
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <Textarea
        aria-label="Your message"
        placeholder="Write to whoever works on it"
        autosize
        minRows={2}
        maxRows={12}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void go()
        }}
      />
      {text.trim() !== '' && (
        <Button type="submit" size="compact-md" loading={isSending}>
          Send
        </Button>
      )}
    </form>
  )
}
