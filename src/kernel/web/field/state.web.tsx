import type { AnyRecord } from '../../record/define.ts'
import type { Tone } from '../../record/field.ts'
import css from './field.module.css'
import { wordOf } from './words.ts'

/** A meaning in one word with a dot in its colour. */
export function Toned({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={css.state}>
      <span className={css.dot} data-tone={tone} aria-hidden />
      <span className={css.name}>{children}</span>
    </span>
  )
}

/** A record's state: its word and a dot in its colour. */
export function State({ record, state }: { record: AnyRecord; state: string }) {
  return <Toned tone={record.states?.tones?.[state] ?? 'neutral'}>{wordOf(state)}</Toned>
}
