import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import IconStar from '@tabler/icons-react/dist/esm/icons/IconStar.mjs'
import IconStarFilled from '@tabler/icons-react/dist/esm/icons/IconStarFilled.mjs'
import { useState } from 'react'
import { api, keys } from '../../../kernel/web/api.web.ts'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import { scoreWords } from './scores.ts'
import type { RequestInFull } from './wire.ts'
import css from './portal.module.css'

/** Did it work, and how was it? Two buttons, five stars, a few words. */
export function HowWasIt({ request }: { request: RequestInFull }) {
  const client = useQueryClient()
  const [score, setScore] = useState<number | null>(request.rating?.score ?? null)
  const [comment, setComment] = useState('')
  const [says, setSays] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const canConfirm = request.can.includes('move:confirm')
  const act = async (work: () => Promise<unknown>, done: string) => {
    setSending(true)
    try {
      await work()
      toast({ says: done })
    } catch (problem) {
      toastProblem(problem)
    }
    setSending(false)
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.lists('ticket') }),
      client.invalidateQueries({ queryKey: ['trait'] }),
    ])
  }
  const move = (name: string) => api('POST', `/tickets/${request.id}/moves/${name}`, { body: {} })
  const rate = () =>
    score === null
      ? null
      : api('PUT', `/my-requests/${request.id}/satisfaction`, { body: { score, comment: comment.trim() } })
  const confirm = () =>
    act(
      async () => {
        await rate()
        if (canConfirm) await move('confirm')
      },
      score !== null && score <= 2 ? 'Thank you. Somebody of the team will talk to you.' : 'Thank you.',
    )
  const reopen = () => {
    if (comment.trim() === '') return setSays('Say in a sentence what doesn’t work, so that nobody has to ask.')
    void act(async () => {
      await api('POST', `/records/${request.id}/comments`, { body: { text: comment.trim(), isInternal: false } })
      await move('reopen')
    }, 'It is open again, with what you wrote.')
  }
  return (
    <section className={css.done} aria-labelledby="how-was-it">
      <h2 id="how-was-it">{canConfirm ? 'Done: did it work?' : 'How was it?'}</h2>
      {request.resolution && <p className={css.written}>{request.resolution}</p>}
      <fieldset className={css.stars}>
        <legend>How content are you?</legend>
        {scoreWords.map((one) => (
          <label key={one.score} title={one.says} data-is-on={(score !== null && one.score <= score) || undefined}>
            <input
              type="radio"
              name="score"
              value={one.score}
              checked={score === one.score}
              onChange={() => setScore(one.score)}
              aria-label={`${one.score} of 5: ${one.says}`}
            />
            {score !== null && one.score <= score ? (
              <IconStarFilled size={28} aria-hidden />
            ) : (
              <IconStar size={28} stroke={1.4} aria-hidden />
            )}
          </label>
        ))}
        <span className={css.dim}>{scoreWords.find((one) => one.score === score)?.says}</span>
      </fieldset>
      <Textarea
        label="In your words"
        autosize
        minRows={2}
        maxLength={2000}
        value={comment}
        error={says}
        onChange={({ currentTarget }) => {
          setComment(currentTarget.value)
          setSays(null)
        }}
      />
      <div className={css.pair}>
        <Button size="md" loading={isSending} disabled={!canConfirm && score === null} onClick={() => void confirm()}>
          {canConfirm ? 'It works' : 'Send'}
        </Button>
        {request.can.includes('move:reopen') && (
          <Button size="md" variant="default" disabled={isSending} onClick={reopen}>
            It doesn’t work
          </Button>
        )}
      </div>
    </section>
  )
}
