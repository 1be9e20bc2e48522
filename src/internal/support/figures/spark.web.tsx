import { definitions, type FigureKey } from './definitions.ts'
import css from './figures.module.css'
import type { Value } from './wire.ts'

/** What is drawn of a value: a share from 0 to 1, a count, or seconds. */
export const drawn = (key: FigureKey, { value, of }: Value): number | null =>
  value === null ? null : definitions[key].kind === 'share' ? (of === 0 ? null : value / of) : value

const [width, height] = [120, 28]

/** How a figure went, as a line without an axis; the table and the trend say it in numbers. */
export function Spark({ name, trend }: { name: FigureKey; trend: readonly Value[] }) {
  const values = trend.map((value) => drawn(name, value))
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return <span className={css.spark} />
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (index: number) => 2 + (index * (width - 4)) / (values.length - 1)
  const y = (value: number) => height - 3 - ((value - low) / (high - low || 1)) * (height - 6)
  return (
    <svg className={css.spark} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" preserveAspectRatio="none">
      <polyline
        points={pointsOf(values)
          .map(({ index, value }) => `${x(index)},${y(value)}`)
          .join(' ')}
      />
    </svg>
  )
}

/** The moments that have a value. Days on which nothing happened don't break a line. */
export const pointsOf = (values: readonly (number | null)[]): readonly { index: number; value: number }[] =>
  values.flatMap((value, index) => (value === null ? [] : [{ index, value }]))
