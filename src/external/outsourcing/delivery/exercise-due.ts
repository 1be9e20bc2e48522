import { Temporal } from 'temporal-polyfill'

/** How an exercise came out, as exercises say it. */
export type Outcome = 'worked' | 'with_gaps' | 'failed'

/** What decides when a plan is tried out next; days as `YYYY-MM-DD`. */
export interface ExerciseFacts {
  /** Whether the plan is agreed: a draft, one that is in use and a retired one are tried out by nobody. */
  readonly isAgreed: boolean
  /** When it was first agreed. */
  readonly agreedOn: string | null
  readonly everyMonths: number
  /** After an exercise that failed; null is as after any other. */
  readonly afterFailure: number | null
  readonly exercises: readonly Exercise[]
}
export interface Exercise {
  readonly state: 'planned' | 'held' | 'called_off'
  readonly heldOn: string | null
  readonly outcome: Outcome | null
}
/** When a plan was tried out last and how that came out, and by when it is due again; null where there is none. */
export interface ExerciseDates {
  readonly exercisedOn: string | null
  readonly lastOutcome: Outcome | null
  readonly exerciseDueOn: string | null
}

/**
 * By when a plan has to be tried out again: so many months after the last exercise that was held, or after it was agreed where
 * there was none; sooner where the last one failed and the plan says so, never later. A month without the day ends on its
 * last. What was only planned or called off counts for nothing. Of several on one day one that failed counts.
 */
export function exerciseDates({
  isAgreed,
  agreedOn,
  everyMonths,
  afterFailure,
  exercises,
}: ExerciseFacts): ExerciseDates {
  const held = exercises.flatMap(({ state, heldOn, outcome }) =>
    state === 'held' && heldOn !== null ? [{ heldOn, outcome }] : [],
  )
  const exercisedOn =
    held
      .map(({ heldOn }) => heldOn)
      .toSorted()
      .at(-1) ?? null
  const outcomes = held.filter(({ heldOn }) => heldOn === exercisedOn).map(({ outcome }) => outcome)
  const lastOutcome = outcomes.includes('failed') ? 'failed' : (outcomes.at(-1) ?? null)
  const from = exercisedOn ?? agreedOn
  if (!isAgreed || from === null) return { exercisedOn, lastOutcome, exerciseDueOn: null }
  const months = monthsUntilNext({ everyMonths, afterFailure, lastOutcome })
  return { exercisedOn, lastOutcome, exerciseDueOn: Temporal.PlainDate.from(from).add({ months }).toString() }
}

type Rhythm = Pick<ExerciseFacts, 'everyMonths' | 'afterFailure'> & Pick<ExerciseDates, 'lastOutcome'>

const monthsUntilNext = ({ everyMonths, afterFailure, lastOutcome }: Rhythm): number =>
  lastOutcome === 'failed' && afterFailure !== null ? Math.min(afterFailure, everyMonths) : everyMonths

/** Why it is due then, in sentences; `day` says a day for people. */
export function sayExercise(
  { exercisedOn, exerciseDueOn, agreedOn, ...rhythm }: ExerciseDates & Rhythm & Pick<ExerciseFacts, 'agreedOn'>,
  { today, day }: { readonly today: string; readonly day: (day: string) => string },
): string {
  const last =
    exercisedOn === null
      ? 'It has not been tried out yet.'
      : `It was last tried out on ${day(exercisedOn)}${outcomeWords[rhythm.lastOutcome ?? 'worked']}.`
  if (exerciseDueOn === null) return `${last} It is due once the plan is agreed.`
  const months = monthsUntilNext(rhythm)
  const from = exercisedOn === null && agreedOn !== null ? `, counted from ${day(agreedOn)}, when it was agreed` : ''
  const why =
    months < rhythm.everyMonths
      ? `After one that failed it is due again within ${monthWords(months)}`
      : `It is tried out every ${months === 1 ? 'month' : monthWords(months)}${from}`
  const left = daysUntil(today, exerciseDueOn)
  return `${last} ${why}: by ${day(exerciseDueOn)}${whenWords(left)}.`
}

const outcomeWords: Readonly<Record<Outcome, string>> = {
  worked: ' and worked',
  with_gaps: ' and worked with gaps',
  failed: ' and failed',
}
const monthWords = (count: number): string => (count === 1 ? '1 month' : `${count} months`)
const dayWords = (count: number): string => (count === 1 ? '1 day' : `${count} days`)

function whenWords(left: number): string {
  if (left === 0) return ', today'
  return left > 0 ? `, in ${dayWords(left)}` : `, ${dayWords(-left)} ago`
}

/** Whole days from one day to another; negative when it has passed. */
export const daysUntil = (today: string, day: string): number => Temporal.PlainDate.from(today).until(day).days
