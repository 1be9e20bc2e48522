import { type KeyboardEvent, useState } from 'react'
import { ChartTable } from './chart-table.web.tsx'
import css from './figures.module.css'
import { pointsOf } from './spark.web.tsx'
import type { Rows } from './wire.ts'

export interface Series {
  readonly label: string
  readonly values: readonly (number | null)[]
  readonly tone: 'first' | 'second'
  /** The rows behind each value. */
  readonly rows?: readonly (Rows | null)[]
}
interface TrendProps {
  readonly title: string
  readonly starts: readonly string[]
  readonly series: readonly Series[]
  readonly say: (value: number) => string
  readonly target?: { readonly value: number; readonly label: string } | null
  /** Says something about one moment. */
  readonly note?: { readonly index: number; readonly text: string } | null
  readonly least?: number
  readonly most?: number
  readonly dayOf: (at: string) => string
}

const [width, height] = [640, 220]
const edge = { left: 52, right: 12, top: 22, bottom: 26 }

/** Lines over time with a target and a note. Whoever points at a moment, or goes there by the arrow keys, is told its numbers; a table has them all. */
export function Trend({ title, starts, series, say, target, note, least, most, dayOf }: TrendProps) {
  const [at, setAt] = useState<number | null>(null)
  const all = series.flatMap(({ values }) => values).filter((value) => value !== null)
  if (all.length === 0) return <p className={css.nothing}>Nothing happened in this period.</p>
  const low = least ?? Math.min(0, ...all)
  const high = most ?? Math.max(...all, target?.value ?? 0, low + 1)
  const steps = starts.length
  const x = (index: number) => edge.left + (steps === 1 ? 0.5 : index / (steps - 1)) * (width - edge.left - edge.right)
  const y = (value: number) => edge.top + (1 - (value - low) / (high - low || 1)) * (height - edge.top - edge.bottom)
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => low + part * (high - low))
  const days = [0, Math.floor((steps - 1) / 2), steps - 1].filter((day, index, list) => list.indexOf(day) === index)
  const point = (clientX: number, box: DOMRect) => {
    const inside = ((clientX - box.left) / box.width) * width
    const part = (inside - edge.left) / (width - edge.left - edge.right)
    setAt(Math.max(0, Math.min(steps - 1, Math.round(part * (steps - 1)))))
  }
  const shown = at !== null && at < steps ? at : null
  const press = (event: KeyboardEvent): void => {
    const to = stepBy(event.key, { from: shown, steps })
    if (to === undefined) return
    event.preventDefault()
    setAt(to)
  }
  const saysAt = (index: number): string =>
    [dayOf(starts[index] ?? ''), ...series.map(({ label, values }) => `${label} ${textOf(values[index], say)}`)].join(
      ', ',
    )
  return (
    <figure className={css.chart}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-valuemin={1}
        aria-valuemax={steps}
        aria-valuenow={(shown ?? steps - 1) + 1}
        aria-valuetext={saysAt(shown ?? steps - 1)}
        onKeyDown={press}
        onBlur={() => setAt(null)}
        onPointerMove={(event) => point(event.clientX, event.currentTarget.getBoundingClientRect())}
        onPointerLeave={() => setAt(null)}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={css.grid} x1={edge.left} x2={width - edge.right} y1={y(tick)} y2={y(tick)} />
            <text className={css.tick} x={edge.left - 8} y={y(tick) + 4} textAnchor="end">
              {say(tick)}
            </text>
          </g>
        ))}
        {days.map((index) => (
          <text
            key={index}
            className={css.tick}
            x={x(index)}
            y={height - 8}
            textAnchor={index === 0 && steps > 1 ? 'start' : index === steps - 1 && steps > 1 ? 'end' : 'middle'}
          >
            {dayOf(starts[index] ?? '')}
          </text>
        ))}
        {target && (
          <g>
            <line
              className={css.target}
              x1={edge.left}
              x2={width - edge.right}
              y1={y(target.value)}
              y2={y(target.value)}
            />
            <text className={css.targetText} x={width - edge.right} y={y(target.value) - 5} textAnchor="end">
              {target.label}
            </text>
          </g>
        )}
        {series.map(({ label, values, tone }) => (
          <g key={label} className={css[tone]}>
            <polyline
              points={pointsOf(values)
                .map(({ index, value }) => `${x(index)},${y(value)}`)
                .join(' ')}
            />
            {pointsOf(values).length === 1 && (
              <circle cx={x(pointsOf(values)[0]?.index ?? 0)} cy={y(all[0] ?? 0)} r={3} />
            )}
          </g>
        ))}
        {note && (
          <g className={css.note}>
            <circle cx={x(note.index)} cy={y(series[0]?.values[note.index] ?? low)} r={4} />
            <text
              x={Math.max(edge.left + 60, Math.min(width - 70, x(note.index)))}
              y={
                y(series[0]?.values[note.index] ?? low) +
                (y(series[0]?.values[note.index] ?? low) > height - 60 ? -10 : 18)
              }
              textAnchor="middle"
            >
              {note.text}
            </text>
          </g>
        )}
        {shown !== null && (
          <line className={css.pointer} x1={x(shown)} x2={x(shown)} y1={edge.top} y2={height - edge.bottom} />
        )}
      </svg>
      <figcaption className={css.legend}>
        {shown !== null && <strong>{dayOf(starts[shown] ?? '')}</strong>}
        {series.map(({ label, values, tone }) => (
          <span key={label} className={css[tone]}>
            <i aria-hidden="true" />
            {label}
            {shown !== null && ` ${textOf(values[shown], say)}`}
          </span>
        ))}
      </figcaption>
      <ChartTable
        title={title}
        heads={series.map(({ label }) => label)}
        lines={starts.map((start, index) => ({
          head: dayOf(start),
          cells: series.map(({ values, rows }) => ({
            text: textOf(values[index], say),
            rows: values[index] === null ? null : (rows?.[index] ?? null),
          })),
        }))}
      />
    </figure>
  )
}

const textOf = (value: number | null | undefined, say: (value: number) => string): string =>
  value === null || value === undefined ? '–' : say(value)

/** Where a key leads among the moments; undefined for other keys, null to none. */
function stepBy(
  key: string,
  { from, steps }: { readonly from: number | null; readonly steps: number },
): number | null | undefined {
  const now = from ?? steps - 1
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, from === null ? now : now - 1)
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(steps - 1, from === null ? now : now + 1)
  if (key === 'Home') return 0
  if (key === 'End') return steps - 1
  return key === 'Escape' ? null : undefined
}
