import { Popover, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { rowsAddress } from './address.ts'
import { definitions, type FigureKey } from './definitions.ts'
import css from './figures.module.css'
import { Spark } from './spark.web.tsx'
import type { Figure, Figures } from './wire.ts'
import { changeWords, percentWords, timeWords, valueWords } from './words.ts'

/** The figures that matter most, in one line. */
const shown: readonly FigureKey[] = ['attainment', 'response', 'resolution', 'backlog', 'firstContact', 'satisfied']

export function FigureLine({ figures }: { figures: Figures }) {
  return (
    <div className={css.line}>
      {shown.map((key) => {
        const figure = figures.figures.find((one) => one.key === key)
        return (
          figure && (
            <Single key={key} figure={figure} rated={figures.figures.find((one) => one.key === 'rated') ?? null} />
          )
        )
      })}
    </div>
  )
}

function Single({ figure, rated }: { figure: Figure; rated: Figure | null }) {
  const { key, now, target, trend, rows } = figure
  const { kind } = definitions[key]
  const change = changeWords(key, figure)
  return (
    <section className={css.figure} aria-label={definitions[key].label}>
      <About name={key} />
      <Link to={rowsAddress(rows) as '/'} className={css.value}>
        {valueWords(key, now)}
      </Link>
      <Spark name={key} trend={trend} />
      <p className={css.change} data-direction={change?.direction ?? 'same'}>
        {change ? `${arrowOf(change)} ${change.text}` : 'Nothing before to hold it against'}
      </p>
      {target !== null && now.value !== null && (
        <p className={css.aside}>
          {now.value / now.of >= target ? 'On target' : 'Below the target'} of {percentWords(target)}
        </p>
      )}
      {key === 'satisfied' && rated && rated.now.of > 0 && (
        <p className={css.aside}>
          {valueWords('rated', rated.now)} said how content they are: {rated.now.value} of {rated.now.of}.
        </p>
      )}
      {kind === 'time' && now.p90 !== null && now.p90 !== undefined && (
        <p className={css.aside}>
          Nine of ten within {timeWords(now.p90)}. Around the clock {timeWords(now.all ?? 0)}.
        </p>
      )}
    </section>
  )
}

const arrowOf = ({ direction, isUp }: { direction: string; isUp: boolean }): string =>
  direction === 'same' ? '→' : isUp ? '↑' : '↓'

/** The name of a figure; pressed it says what exactly is counted. */
export function About({ name }: { name: FigureKey }) {
  const { label, about } = definitions[name]
  return (
    <Popover width={320} position="bottom-start" withinPortal>
      <Popover.Target>
        <UnstyledButton className={css.label} aria-label={`${label}: what is counted`}>
          {label}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={css.about}>{about}</Popover.Dropdown>
    </Popover>
  )
}
