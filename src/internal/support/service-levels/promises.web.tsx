import { useQuery } from '@tanstack/react-query'
import { keys, read } from '../../../kernel/web/api.web.ts'
import { momentFrom, momentText } from '../../../kernel/web/field/when.ts'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { metricWords, sayStanding, sayWhose } from './clock-words.ts'
import { type Frame, frameOf, piecesOf, placeOf } from './drawn.ts'
import { sayTime } from './target-time.ts'
import css from './promises.module.css'
import type { WireClock, WireClocks } from './wire.ts'

const minute = 60_000
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** What is promised for a ticket, drawn to scale from its opening on, with why each is due when it is. */
export default function Promises({ row }: PartProps) {
  const { data, isError } = useQuery({
    queryKey: [...keys.traits(row.id), 'clock', row.version],
    queryFn: ({ signal }) => read<WireClocks>(`/tickets/${row.id}/clock`, { timeZone }, signal),
    refetchInterval: minute,
    retry: false,
  })
  if (isError)
    return <p className={css.dim}>What is promised can’t be read just now. Open the ticket again in a moment.</p>
  if (!data) return <p className={css.dim}>Reading what is promised …</p>
  if (data.clocks.length === 0)
    return <p className={css.dim}>Nothing is promised for this ticket: no service level holds for it.</p>
  const frame = frameOf(data)
  return (
    <div className={css.promises}>
      <ul className={css.clocks}>
        {data.clocks.map((clock) => (
          <Clock
            key={`${clock.kind} ${clock.metric} ${(clock.team ?? clock.agreement)?.id}`}
            clock={clock}
            frame={frame}
            asOf={data.asOf}
          />
        ))}
      </ul>
      <Axis frame={frame} />
      <Legend clocks={data.clocks} frame={frame} asOf={data.asOf} />
    </div>
  )
}

interface ClockProps {
  readonly clock: WireClock
  readonly frame: Frame
  readonly asOf: string
}

function Clock({ clock, frame, asOf }: ClockProps) {
  const { tone, word, rest } = sayStanding(clock, momentText)
  const ahead = clock.due !== null && clock.now === 'running' ? ` (${momentFrom(clock.due, new Date(asOf))})` : ''
  return (
    <li className={css.clock}>
      <div className={css.head}>
        <h3>{metricWords[clock.metric]}</h3>
        <span className={css.dim}>
          {sayWhose(clock)}, within {clock.time}
        </span>
        <span className={css.standing} data-tone={tone}>
          {word}
        </span>
        <span className={css.rest}>
          {rest}
          {ahead}
          {clock.brokenBefore > 0 && `; broken ${sayTimes(clock.brokenBefore)} before`}
        </span>
      </div>
      <Bar clock={clock} frame={frame} asOf={asOf} />
      <details className={css.why}>
        <summary>Why this due date?</summary>
        <ol>
          {clock.words.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </details>
    </li>
  )
}

const sayTimes = (count: number): string => (count === 1 ? 'once' : `${count} times`)

function Bar({ clock, frame, asOf }: ClockProps) {
  const share = (part: number): string => `${(part * 100).toFixed(3)}%`
  const isDueShown = clock.due !== null && Date.parse(clock.due) <= frame.to
  return (
    <div className={css.bar} aria-hidden>
      {piecesOf(clock, frame).map(({ looks, left, width, from, to, why, seconds }) => (
        <span
          key={`${from} ${looks}`}
          className={css.piece}
          data-looks={looks}
          style={{ left: share(left), width: share(width) }}
          title={`${momentText(from)} to ${momentText(to)}: ${looks === 'running' ? `ran ${why}, ${sayTime(seconds)} of its hours` : why}`}
        />
      ))}
      {Date.parse(asOf) <= frame.to && <span className={css.now} style={{ left: share(placeOf(frame, asOf)) }} />}
      {isDueShown && <span className={css.due} style={{ left: share(placeOf(frame, clock.due ?? asOf)) }} />}
    </div>
  )
}

function Axis({ frame }: { readonly frame: Frame }) {
  const say = (at: number): string => momentText(new Date(at).toISOString())
  return (
    <div className={css.axis} aria-hidden>
      <span>Opened {say(frame.from)}</span>
      <span>{say(frame.end)}</span>
    </div>
  )
}

const looksWords = [
  ['running', 'Running'],
  ['late', 'Beyond its time'],
  ['paused', 'Paused'],
  ['stopped', 'Stopped'],
  ['left', 'Left until due'],
] as const

function Legend({ clocks, frame, asOf }: Omit<ClockProps, 'clock'> & { readonly clocks: readonly WireClock[] }) {
  const seen = new Set(clocks.flatMap((clock) => piecesOf(clock, frame).map(({ looks }) => looks)))
  return (
    <ul className={css.legend} aria-label="What the bars show">
      {looksWords
        .filter(([looks]) => seen.has(looks))
        .map(([looks, word]) => (
          <li key={looks}>
            <span className={css.sample} data-looks={looks} aria-hidden /> {word}
          </li>
        ))}
      <li>
        <span className={css.dueSample} aria-hidden /> Due
      </li>
      {Date.parse(asOf) <= frame.to && (
        <li>
          <span className={css.nowSample} aria-hidden /> Now, {momentText(asOf)}
        </li>
      )}
    </ul>
  )
}
