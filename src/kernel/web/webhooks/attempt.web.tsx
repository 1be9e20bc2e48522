import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Tone } from '../../record/field.ts'
import type { ShownAttempt } from '../../webhooks/wire.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import { countText } from '../field/words.ts'
import css from './webhooks.module.css'

/** One request with its answer; `isAnswerOnly` leaves out what was sent. */
export function AttemptView({ attempt, isAnswerOnly = false }: { attempt: ShownAttempt; isAnswerOnly?: boolean }) {
  const { at, url, requestHeaders, requestBody, status, answerHeaders, answerBody, says, ms } = attempt
  const tone: Tone = says === null ? 'good' : 'bad'
  return (
    <section className={css.attempt}>
      <h4>
        <Toned tone={tone}>{says ?? `It arrived: ${status}`}</Toned>
        <span className={css.dim}>
          {countText(ms)} ms, <When value={at} style="both" />
        </span>
      </h4>
      <div className={css.exchange} data-is-single={isAnswerOnly || undefined}>
        {!isAnswerOnly && (
          <Exchange
            title="What was sent"
            head={[`POST ${url}`, ...lines(requestHeaders)]}
            body={requestBody === null ? null : pretty(requestBody)}
            none="Shown only to the account as whom it was read, for seven days."
          />
        )}
        {status === null ? (
          <div>
            <h5>What came back</h5>
            <p className={css.dim}>Nothing.</p>
          </div>
        ) : (
          <Exchange
            title="What came back"
            head={[`${status}`, ...lines(answerHeaders ?? {})]}
            body={answerBody === '' ? null : answerBody && pretty(answerBody)}
            none="No more than the head."
          />
        )}
      </div>
    </section>
  )
}

interface ExchangeProps {
  readonly title: string
  readonly head: readonly string[]
  readonly body: string | null
  /** Why there is no body. */
  readonly none: string
}

function Exchange({ title, head, body, none }: ExchangeProps) {
  return (
    <div>
      <h5>{title}</h5>
      <pre className={css.code}>{head.join('\n')}</pre>
      {body === null ? <p className={css.dim}>{none}</p> : <Body text={body} />}
    </div>
  )
}

const mostLines = 16

/** A body, the first lines of it until all are asked for. */
function Body({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false)
  const parts = text.split('\n')
  const isCut = !isWhole && parts.length > mostLines + 4
  return (
    <>
      <pre className={css.code}>{isCut ? parts.slice(0, mostLines).join('\n') : text}</pre>
      {isCut && (
        <Button size="compact-xs" variant="default" onClick={() => setWhole(true)}>
          Show all {countText(parts.length)} lines
        </Button>
      )}
    </>
  )
}

const lines = (headers: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`)

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text // not JSON, or cut: shown as it came
  }
}
