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
      <pre className={css.code} tabIndex={0} aria-label={`${title}: head`}>
        {head.join('\n')}
      </pre>
      {body === null ? (
        <p className={css.dim}>{none}</p>
      ) : (
        <pre className={css.code} tabIndex={0} aria-label={`${title}: body`}>
          {body}
        </pre>
      )}
    </div>
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
