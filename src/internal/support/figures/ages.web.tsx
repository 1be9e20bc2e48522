import { Link } from '@tanstack/react-router'
import { countText } from '../../../kernel/web/field/words.ts'
import { rowsAddress } from './address.ts'
import { ChartTable } from './chart-table.web.tsx'
import { ages } from './definitions.ts'
import css from './figures.module.css'
import type { Figures } from './wire.ts'

const tones = ['age0', 'age1', 'age2', 'age3'] as const
const [width, height] = [640, 180]
const edge = { left: 40, right: 0, top: 10, bottom: 24 }

/** How old the backlog was at each moment, as stacked bars; the last one opens to its tickets. */
export function Ages({ figures: { ages: found }, dayOf }: { figures: Figures; dayOf: (at: string) => string }) {
  const sums = found.at.map((_, index) => found.counts.reduce((sum, counts) => sum + (counts[index] ?? 0), 0))
  const most = Math.max(1, ...sums)
  if (Math.max(...sums) === 0) return <p className={css.nothing}>No ticket is left lying.</p>
  const step = (width - edge.left - edge.right) / found.at.length
  const y = (value: number) => edge.top + (1 - value / most) * (height - edge.top - edge.bottom)
  const below = (place: number, index: number) =>
    found.counts.slice(place + 1).reduce((sum, counts) => sum + (counts[index] ?? 0), 0)
  const labels = [0, found.at.length - 1].filter((one, index, list) => list.indexOf(one) === index)
  return (
    <figure className={css.chart}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label="The backlog by age at the end of each part of the period"
      >
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line className={css.grid} x1={edge.left} x2={width} y1={y(most * part)} y2={y(most * part)} />
            <text className={css.tick} x={edge.left - 8} y={y(most * part) + 4} textAnchor="end">
              {countText(Math.round(most * part))}
            </text>
          </g>
        ))}
        {found.counts.map((counts, place) =>
          counts.map((count, index) => (
            <rect
              key={`${tones[place]} ${found.at[index]}`}
              className={css[tones[place] ?? 'age0']}
              x={edge.left + index * step + step * 0.14}
              width={step * 0.72}
              y={y(below(place, index) + count)}
              height={Math.max(0, y(below(place, index)) - y(below(place, index) + count))}
            />
          )),
        )}
        {labels.map((index) => (
          <text
            key={index}
            className={css.tick}
            x={edge.left + (index + 0.5) * step}
            y={height - 6}
            textAnchor={labels.length === 1 ? 'middle' : index === 0 ? 'start' : 'end'}
          >
            {dayOf(found.at[index] ?? '')}
          </text>
        ))}
      </svg>
      <figcaption className={css.legend}>
        {ages.map(({ label }, place) => (
          <span key={label} className={css[tones[place] ?? 'age0']}>
            <i aria-hidden="true" />
            {label}{' '}
            <Link to={rowsAddress(found.now[place] ?? { filter: {} }) as '/'}>
              {countText(found.now[place]?.count ?? 0)}
            </Link>
          </span>
        ))}
      </figcaption>
      <ChartTable
        title="The backlog by age"
        heads={ages.map(({ label }) => label)}
        lines={found.at.map((at, moment) => ({
          head: dayOf(at),
          cells: ages.map((_, place) => ({
            text: countText(found.counts[place]?.[moment] ?? 0),
            rows: moment === found.at.length - 1 ? (found.now[place] ?? null) : null,
          })),
        }))}
      />
    </figure>
  )
}
