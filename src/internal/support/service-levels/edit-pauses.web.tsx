import { Checkbox, Input } from '@mantine/core'
import type { EditorProps } from '../../../kernel/web/field/editor.ts'
import { metricWords } from './clock-words.ts'
import { clockWords, kindWords } from './pause-words.ts'
import { sayPauses } from './pauses.ts'
import { type ClockName, clockNames, kinds, metrics } from './promise.ts'
import css from './pauses.module.css'

/** Says for each clock whether it pauses while a ticket waits for this. */
export default function EditPauses({ value, onChange, frame }: EditorProps) {
  const pauses = clockNames.filter((name) => Array.isArray(value) && value.includes(name))
  const put = (name: ClockName, isPaused: boolean): void =>
    onChange(clockNames.filter((one) => (one === name ? isPaused : pauses.includes(one))))
  return (
    <Input.Wrapper label={frame.label} description={frame.description} error={frame.error} labelElement="div">
      <table className={css.clocks}>
        <thead>
          <tr>
            <th scope="col">Clock</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {kindWords[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {metrics.map((metric) => (
            <tr key={metric}>
              <th scope="row">{metricWords[metric]}</th>
              {kinds.map((kind) => (
                <td key={kind}>
                  <Checkbox
                    aria-label={clockWords[`${kind}_${metric}`]}
                    disabled={frame.disabled}
                    checked={pauses.includes(`${kind}_${metric}`)}
                    onChange={({ currentTarget }) => put(`${kind}_${metric}`, currentTarget.checked)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={css.said} aria-live="polite">
        {sayPauses(pauses)}
      </p>
    </Input.Wrapper>
  )
}
