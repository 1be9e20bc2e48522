import { sayPauses } from './pauses.ts'
import css from './pauses.module.css'
import type { ClockName } from './promise.ts'

/** Which clocks pause, as it is read. */
export default function PausesText({ value }: { readonly value: unknown }) {
  const said = sayPauses(Array.isArray(value) ? (value as readonly ClockName[]) : [])
  return (
    <span className={css.text} title={said}>
      {said}
    </span>
  )
}
