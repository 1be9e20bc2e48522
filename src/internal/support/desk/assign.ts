/** How the tickets of a team find their agent. */
export const modes = ['off', 'round_robin', 'least_loaded', 'skill'] as const
export type Mode = (typeof modes)[number]

/** One who might be given a ticket, as things stand. */
export interface Candidate {
  readonly id: string
  readonly isAway: boolean
  /** Works now: within the team's open time, or on call. */
  readonly isOnShift: boolean
  readonly open: number
  /** Open tickets, weighted by priority. */
  readonly load: number
  /** The turn in which they were given one last; null if never. */
  readonly turn: number | null
  /** What they know of this ticket's category or service: 0 nothing, 1 knows it, 2 expert. */
  readonly skill: number
}
export interface Limits {
  /** Nobody is given more than so many open tickets; null: no limit. */
  readonly mostOpen: number | null
}

/** What an open ticket weighs, by its priority. */
export const weights: Readonly<Record<string, number>> = { critical: 8, high: 4, moderate: 2, low: 1 }

/** Who gets the next ticket; null when it is taken by hand, or when nobody can be given one. */
export const chosen = (mode: Mode, candidates: readonly Candidate[], limits: Limits): string | null =>
  mode === 'off' ? null : (ranked(mode, candidates, limits)[0]?.id ?? null)

/** Those who can be given a ticket, the likeliest first. Away ones, those off shift and those who have enough are left out. */
export function ranked(
  mode: Exclude<Mode, 'off'>,
  candidates: readonly Candidate[],
  { mostOpen }: Limits,
): readonly Candidate[] {
  const free = candidates.filter(
    ({ isAway, isOnShift, open }) => !isAway && isOnShift && (mostOpen === null || open < mostOpen),
  )
  return free.toSorted((a, b) => compare(orders[mode](a), orders[mode](b)) || a.id.localeCompare(b.id))
}

const turnOf = ({ turn }: Candidate): number => turn ?? -1
const orders: Readonly<Record<Exclude<Mode, 'off'>, (candidate: Candidate) => readonly number[]>> = {
  round_robin: (one) => [turnOf(one)],
  least_loaded: (one) => [one.load, turnOf(one)],
  skill: (one) => [-one.skill, one.load, turnOf(one)],
}

const compare = (a: readonly number[], b: readonly number[]): number =>
  a.map((value, place) => value - (b[place] ?? 0)).find((difference) => difference !== 0) ?? 0
