import { Checkbox, Input } from '@mantine/core'
import type { EditorProps } from '../../../kernel/web/field/editor.ts'
import { metricWords } from './clock-words.ts'
import { kindWords, sayPauses } from './pauses.ts'
import { type ClockName, clockNames, kinds, metrics } from './promise.ts'
import css from './pauses.module.css'

/** Says for each clock whether it pauses while a ticket waits for this. */
export default function EditPauses({ value, onChange, frame }: EditorProps) {
  const pauses = clockNames.filter((name) => Array.isArray(value) && value.includes(name))
  const put = (name: ClockName, isPaused: boolean): void =>
    onChange(clockNames.filter((one) => (one === name ? isPaused : pauses.includes(one))))
  return (
    <Input.Wrapper label={frame.label} description={frame.description} error={frame.error} labelElement="div">
      <div className={css.kinds}>
        {kinds.map((kind) => (
          <fieldset key={kind} className={css.kind}>
            <legend>{kindWords[kind]}</legend>
            {metrics.map((metric) => (
              <Checkbox
                key={metric}
                label={metricWords[metric]}
                disabled={frame.disabled}
                checked={pauses.includes(`${kind}_${metric}`)}
                onChange={({ currentTarget }) => put(`${kind}_${metric}`, currentTarget.checked)}
              />
            ))}
          </fieldset>
        ))}
      </div>
      <p className={css.said} aria-live="polite">
        {sayPauses(pauses)}
      </p>
    </Input.Wrapper>
  )
}
