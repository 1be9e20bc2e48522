import { Button, Textarea } from '@mantine/core'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import { useState } from 'react'
import { api } from '../../../kernel/web/api.web.ts'
import { countText } from '../../../kernel/web/field/words.ts'
import { toastProblem } from '../../../kernel/web/toast.web.tsx'
import css from './reading.module.css'
import type { ReadingArticle } from './reading.ts'

/** Asks the reader whether it helped; what they miss reaches whoever keeps the article right. */
export function Verdict({ article }: { article: ReadingArticle }) {
  const [said, setSaid] = useState(article.hasSolved)
  const [isSending, setSending] = useState(false)
  const say = async (hasSolved: boolean) => {
    setSending(true)
    try {
      await api('PUT', `/help/articles/${article.id}/verdict`, { body: { hasSolved } })
      setSaid(hasSolved)
    } catch (problem) {
      toastProblem(problem)
    } finally {
      setSending(false)
    }
  }
  return (
    <section className={css.verdict} aria-label="Did this solve it?">
      <h2>Did this solve it?</h2>
      <div className={css.choices}>
        <Button
          size="md"
          loading={isSending}
          variant={said === true ? 'filled' : 'default'}
          aria-pressed={said === true}
          leftSection={said === true && <IconCheck size={16} aria-hidden />}
          onClick={() => void say(true)}
        >
          This solved it
        </Button>
        <Button
          size="md"
          disabled={isSending}
          variant={said === false ? 'filled' : 'default'}
          aria-pressed={said === false}
          onClick={() => void say(false)}
        >
          It didn’t help
        </Button>
      </div>
      <p role="status" className={css.said}>
        {said === true && `Good to know. ${othersText(article)}`}
        {said === false && 'Thank you for saying so.'}
      </p>
      {said === false && <Missing id={article.id} />}
    </section>
  )
}

function othersText({ solved, hasSolved }: ReadingArticle): string {
  const others = solved - (hasSolved === true ? 1 : 0)
  if (others <= 0) return 'You are the first to say so.'
  return others === 1 ? 'One colleague says the same.' : `${countText(others)} colleagues say the same.`
}

function Missing({ id }: { id: string }) {
  const [text, setText] = useState('')
  const [state, setState] = useState<'writing' | 'sending' | 'sent'>('writing')
  if (state === 'sent') return <p className={css.said}>It is on the list of whoever keeps this article right.</p>
  const send = async () => {
    setState('sending')
    try {
      await api('PUT', `/help/articles/${id}/verdict`, { body: { hasSolved: false, comment: text } })
      setState('sent')
    } catch (problem) {
      toastProblem(problem)
      setState('writing')
    }
  }
  return (
    <div className={css.missingWords}>
      <Textarea
        label="What is missing or wrong?"
        description="It becomes a task for whoever keeps this article right, with your name."
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button loading={state === 'sending'} disabled={text.trim() === ''} onClick={() => void send()}>
        Tell them
      </Button>
    </div>
  )
}
