import { Button, Radio, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Range } from '../documents/contract-text.ts'
import type { Verdict } from '../compliance/judge.ts'
import { useSend } from './data.web.ts'
import css from './reading.module.css'
import { useSelectedPassage } from './text.web.tsx'
import type { ReadCheck } from './wire.ts'
import { type Standing, verdictOrder, verdictWords } from './words.ts'

interface JudgeProps {
  readonly check: ReadCheck
  readonly standing: Standing
  readonly text: string
  readonly onDone: () => void
}

/** A person’s own verdict: which, why, and by which passage. */
export function JudgeForm({ check, standing, text, onDone }: JudgeProps) {
  const send = useSend()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [reason, setReason] = useState('')
  const [passage, setPassage] = useState<Range | null>(null)
  const [isAsked, setAsked] = useState(false)
  useSelectedPassage(true, setPassage)
  const needs = { verdict: verdict === null, reason: reason.trim() === '' }
  const keep = async () => {
    setAsked(true)
    if (needs.verdict || needs.reason) return
    const body = { item: standing.kept.item, verdict, reason, ...passage }
    if (await send(`/compliance-checks/${check.id}/actions/judge`, body, 'Your verdict is kept')) onDone()
  }
  return (
    <form
      className={css.judge}
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
    >
      <Radio.Group
        label="Your verdict"
        value={verdict ?? ''}
        onChange={(given) => setVerdict(verdictOrder.find((one) => one === given) ?? null)}
        error={isAsked && needs.verdict && 'Choose one.'}
      >
        <div className={css.verdicts}>
          {verdictOrder
            .filter((one) => one !== standing.verdict)
            .toReversed()
            .map((one) => (
              <Radio key={one} value={one} label={verdictWords[one].says} />
            ))}
        </div>
      </Radio.Group>
      <Textarea
        label="Why"
        description="Whoever reads this later has to understand it."
        autosize
        minRows={2}
        maxRows={8}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isAsked && needs.reason && 'Say why.'}
      />
      <p className={css.dim}>
        {passage ? (
          <>
            By this passage: <q>{text.slice(passage.start, passage.end).slice(0, 200)}</q>{' '}
            <Button variant="subtle" size="compact-xs" onClick={() => setPassage(null)}>
              Without a passage
            </Button>
          </>
        ) : (
          'By a passage? Select it in the text.'
        )}
      </p>
      <div className={css.buttons}>
        <Button type="submit" size="xs">
          Keep my verdict
        </Button>
        <Button variant="default" size="xs" onClick={onDone}>
          Leave it
        </Button>
      </div>
    </form>
  )
}
