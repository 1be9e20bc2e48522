import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Failed, Lines } from '../../../kernel/web/record/states.web.tsx'
import { useMe } from '../../../kernel/web/session.web.tsx'
import type { Range } from '../documents/contract-text.ts'
import { useSend, useSuggestions } from './data.web.ts'
import { obligationOf } from './obligation-of.ts'
import css from './reading.module.css'
import type { Reading, SuggestedObligation } from './wire.ts'

interface DutiesProps {
  readonly reading: Reading
  readonly onShow: (passage: Range) => void
}

const sides = { provider: 'They owe', customer: 'We owe', both: 'Both owe' } as const
type Side = keyof typeof sides

/** What the text binds its parties to: what is kept as obligations, and what the text seems to say besides. */
export function Duties({ reading, onShow }: DutiesProps) {
  const { data, error, refetch } = useSuggestions(reading.document.id, reading.text !== null)
  const [side, setSide] = useState<Side>('provider')
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Lines count={5} />
  const kept = new Map(reading.obligations.map((one) => [`${one.start} ${one.end}`, one]))
  const shown = data.filter((one) => one.side === side)
  return (
    <>
      <div className={css.sides} role="group" aria-label="Whose">
        {(Object.keys(sides) as Side[]).map((one) => (
          <Button
            key={one}
            size="xs"
            variant={one === side ? 'light' : 'default'}
            aria-pressed={one === side}
            onClick={() => setSide(one)}
          >
            {sides[one]} {data.filter((each) => each.side === one).length}
          </Button>
        ))}
      </div>
      <p className={css.dim}>
        What the text seems to ask for, sentence by sentence. Keep what somebody has to see to: it becomes tasks.
      </p>
      <ol className={css.duties}>
        {shown.map((one) => (
          <Duty
            key={`${one.start} ${one.end} ${one.words}`}
            duty={one}
            kept={kept.get(`${one.start} ${one.end}`) ?? null}
            reading={reading}
            onShow={onShow}
          />
        ))}
      </ol>
      {shown.length === 0 && <p className={css.dim}>Nothing was found here.</p>}
    </>
  )
}

interface DutyProps extends DutiesProps {
  readonly duty: SuggestedObligation
  readonly kept: Reading['obligations'][number] | null
}

function Duty({ duty, kept, reading, onShow }: DutyProps) {
  const me = useMe()
  const send = useSend()
  const [isBusy, setBusy] = useState(false)
  const keep = async () => {
    setBusy(true)
    await send('/obligations', obligationOf(duty, reading), 'Kept as an obligation')
    setBusy(false)
  }
  return (
    <li>
      <p>{duty.words}</p>
      <div className={css.buttons}>
        <Button variant="subtle" size="compact-xs" onClick={() => onShow(duty)}>
          {duty.place}
        </Button>
        {kept ? (
          <Link to="/$path/$id" params={{ path: 'obligations', id: kept.number ?? kept.id }}>
            Kept as {kept.number}
          </Link>
        ) : (
          me.can['obligation']?.create === true && (
            <Button variant="default" size="compact-xs" loading={isBusy} onClick={() => void keep()}>
              Keep as an obligation
            </Button>
          )
        )}
      </div>
    </li>
  )
}
