import type { Result, Round } from './clock.ts'
import type { Metric } from './promise.ts'
import { sayLeft, sayTime } from './target-time.ts'
import type { Cause, Segment } from './segments.ts'

/** The names that sentences need. */
export interface Words {
  /** Why the policy counts, in a sentence. */
  readonly chosen: string
  /** How much time is promised: '2 working days (20 h)'. */
  readonly promised: string
  /** The calendar's name; null when every hour counts. */
  readonly calendar: string | null
  /** In which times of day are said. */
  readonly timeZone: string
  readonly reason: (id: string) => string
  readonly team: (id: string) => string
}

/** “Why this due date?”: what is promised, what the clock did since it began, and what follows, in sentences. */
export function explain(result: Result, words: Words): readonly string[] {
  const { target, rounds, segments } = result
  const say = clockFace(words.timeZone, segments.at(-1)?.to ?? 0)
  const hours = words.calendar === null ? 'at all hours' : `in the hours of ${words.calendar}`
  const promised = `${promises[target.metric]} within ${words.promised} ${hours}.`
  const round = rounds.at(-1)
  if (!round) return [words.chosen, promised, notBegun[target.metric]]
  const told = segments.filter((segment) => segment.round === round.round)
  const again = rounds.length > 1 ? [`This is the ${ordinal(round.round)} time that it counts for this ticket.`] : []
  const before = rounds.slice(0, -1).filter(({ breachedAt }) => breachedAt !== null)
  return [
    words.chosen,
    promised,
    ...before.map((one) => `The ${ordinal(one.round)} time it was broken. ${conclude(one, { result, say })}`),
    ...again,
    ...told.flatMap((segment, index) =>
      sayTold(segment, { next: told[index + 1], before: usedIn(told.slice(0, index)), say, words }),
    ),
    conclude(round, { result, say }),
  ]
}

const promises: Readonly<Record<Metric, string>> = {
  response: 'A first response is promised',
  resolution: 'A solution is promised',
  next_reply: 'A reply to each further question is promised',
  update: 'Word on how it goes is promised',
}

const notBegun: Readonly<Record<Metric, string>> = {
  response: 'It has not begun to count.',
  resolution: 'It has not begun to count.',
  next_reply: 'It counts from the requester’s next question after the first response.',
  update: 'It counts from the first response.',
}

const usedIn = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { kind, seconds }) => (kind === 'running' ? sum + seconds : sum), 0)

interface Telling {
  readonly next: Segment | undefined
  /** What had been counted before. */
  readonly before: number
  readonly say: ClockFace
  readonly words: Words
}

function sayTold(
  { kind, from, to, seconds, cause }: Segment,
  { next, before, say, words }: Telling,
): readonly string[] {
  const isNow = next === undefined
  const span = isNow ? `since ${say(from)}` : `from ${say(from)} to ${say(to)}`
  if (kind === 'running') {
    const why = cause.is === 'open' ? '' : `, ${because(cause, words, kind)}`
    return [`${isNow ? 'It has run' : 'It ran'} ${span}${why}: ${sayCounted(seconds, before)}.`]
  }
  if (kind === 'paused')
    return [
      `${isNow ? 'It has been paused' : 'It was paused'} ${span}, ${because(cause, words, kind)}: ${sayUncounted(seconds)}.`,
    ]
  if (isNow || next.kind === 'stopped') return []
  return [`It had stopped ${span}, ${because(cause, words, kind)}: that time doesn’t count.`]
}

// Whole minutes, as many as make the sum of all stretches what is said to be used in the end.
function sayCounted(seconds: number, before: number): string {
  if (seconds <= 0) return 'nothing counted, as these hours are closed'
  const minutes = Math.floor((before + seconds) / 60 + 1e-6) - Math.floor(before / 60 + 1e-6)
  return minutes === 0 ? 'less than a minute counted' : `${sayTime(minutes * 60)} counted`
}

const sayUncounted = (seconds: number): string =>
  seconds <= 0 ? 'these hours were closed anyway' : `${sayTime(seconds)} of its hours not counted`

/** Why a clock ran, paused or had stopped, to go on after a comma. */
export function because(cause: Cause, words: Pick<Words, 'reason' | 'team'>, kind: Segment['kind']): string {
  const { reason, team } = words
  switch (cause.is) {
    case 'open':
      return 'since it was IT’s turn'
    case 'pending': {
      const pending = cause.reason === null ? 'pending without a reason' : `pending: ${reason(cause.reason)}`
      if (cause.says === 'policy')
        return `${pending}, for which its service level ${kind === 'running' ? 'lets it run on' : 'pauses it'}`
      return kind === 'running' ? `${pending}, which doesn’t pause it` : pending
    }
    case 'otherTeam':
      return cause.team === null ? 'since no team had the ticket' : `since ${team(cause.team)} had the ticket`
    case 'approval':
      return 'since it waited for approval'
    case 'notWithSupplier':
      return 'since the supplier didn’t have it in hand'
    case 'withSupplier':
      return 'since the supplier had it in hand'
    case 'ended':
      return `since the ticket was ${cause.state}`
    default:
      return 'since it had been answered'
  }
}

interface Concluding {
  readonly result: Result
  readonly say: ClockFace
}

function conclude(round: Round, { result: { target, now }, say }: Concluding): string {
  const part = round.seconds <= 0 ? 'None' : sayTime(round.seconds)
  const used = `${part} of ${sayTime(target.seconds)} ${round.stoppedAt === null ? 'are' : 'were'} used`
  const { due, stoppedAt, breachedAt, breachedBy, remaining } = round
  const over = breachedBy > 0 ? `${sayTime(breachedBy)} too late` : 'after its hours were over'
  if (stoppedAt !== null)
    return breachedAt === null
      ? `Kept on ${say(stoppedAt)}: ${used}.`
      : `Due ${say(breachedAt)}, done ${say(stoppedAt)}: ${over}.`
  if (breachedAt !== null) return `Due ${say(breachedAt)}, which has passed: ${used}.`
  if (now === 'paused')
    return `${used}. While it is paused nothing is due; ${sayLeft(remaining)} are left when it goes on.`
  if (due === null) return `${used}. Its calendar doesn’t open for long enough, so it is never due.`
  return `${used}, so ${sayLeft(remaining)} are left: due ${say(due)}.`
}

type ClockFace = (at: number) => string

/** Says instants as people do: 'Tue 24 Nov, 14:10', with the year where it isn't that of `now`. */
function clockFace(timeZone: string, now: number): ClockFace {
  // Put together here, as the commas of a whole date differ from one release of the runtime to the next.
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZone,
  })
  const partsOf = (at: number): Partial<Record<Intl.DateTimeFormatPartTypes, string>> =>
    Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const { year: thisYear } = partsOf(now)
  return (at) => {
    const { weekday, day, month, year, hour, minute } = partsOf(at)
    return `${weekday} ${day} ${month}${year === thisYear ? '' : ` ${year}`}, ${hour}:${minute}`
  }
}

function ordinal(count: number): string {
  const last = count % 100
  const ending = last > 10 && last < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th')
  return `${count}${ending}`
}
