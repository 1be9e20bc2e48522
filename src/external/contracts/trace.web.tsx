import type { ClockRead } from './renewals.data.web.ts'
import css from './renewals.module.css'

/** Each rule that made a date, in the order in which one leads to the next. */
export function Trace({ clock }: { readonly clock: ClockRead }) {
  if (clock.state === 'unknown')
    return <p className={css.dim}>Nothing follows yet: write down the first term as a contract event.</p>
  return (
    <ol className={css.trace}>
      {clock.trace.map(({ rule, says }, place) => (
        <li key={`${rule} ${place}`}>
          <span className={css.rule}>{rule}</span>
          <span>{says}</span>
        </li>
      ))}
    </ol>
  )
}
