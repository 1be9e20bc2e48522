import { EvidenceRows } from '../measuring/evidence.web.tsx'
import type { ReportFigure } from '../wire.ts'
import css from './report.module.css'

/** Each figure with why it is what it is, what the vendor says, and the rows behind it. */
export const Figures = ({ figures }: { readonly figures: readonly ReportFigure[] }) => (
  <ul className={css.figures}>
    {figures.map((figure) => (
      <Figure key={figure.fact} figure={figure} />
    ))}
  </ul>
)

function Figure({
  figure: { label, unit, value, says, before, theirs, difference, evidence },
}: {
  readonly figure: ReportFigure
}) {
  return (
    <li className={css.figure}>
      <h3>{label}</h3>
      <p className={css.value}>
        {value === null ? <span className={css.unknown}>Not known</span> : withUnit(value, unit)}
        {before !== null && value !== null && (
          <span className={css.note}> {withUnit(short(before), unit)} the period before</span>
        )}
      </p>
      <p className={css.why}>{says}</p>
      {theirs && (
        <p className={css.theirs}>
          They say <strong>{withUnit(theirs.value, unit)}</strong>
          {theirs.says && `: ${theirs.says}`}
          {'. '}
          {difference && (
            <span className={css.difference} data-beyond={difference.isBeyond || undefined}>
              {difference.isBeyond && <span aria-hidden>▲ </span>}
              {difference.says}
              {difference.isBeyond && ' Ask why.'}
            </span>
          )}
        </p>
      )}
      {evidence.length > 0 && (
        <details className={css.rest}>
          <summary>
            What it rests on<span className={css.hiddenText}>: {label}</span>
          </summary>
          <EvidenceRows evidence={evidence} />
        </details>
      )}
    </li>
  )
}

const withUnit = (value: string, unit: string | null): string => (unit === null ? value : `${value} ${unit}`)
const short = (value: string): string => (value.includes('.') ? value.replace(/\.?0+$/, '') : value)
