/** How many of a step's seats must say yes: all of them, any one, or a number. */
export type Quorum = 'all' | 'any' | number
/** A step as it is decided on; `seats` is null until it opens. */
export interface DecidedStep {
  readonly id: string
  readonly position: number
  readonly quorum: Quorum
  readonly seats: readonly string[] | null
}
export interface Vote {
  readonly step: string
  readonly seat: string
  readonly isYes: boolean
}
/** 'due': its turn has come, and nobody has been asked yet. */
export type StepState = 'ahead' | 'due' | 'open' | 'approved' | 'rejected' | 'needless'
export interface Decision {
  readonly state: 'waiting' | 'approved' | 'rejected' | 'lapsed'
  readonly steps: ReadonlyMap<string, StepState>
}
export interface Until {
  readonly now: Date
  readonly until: Date | null
}

/**
 * What votes come to. Steps of one position are decided at the same time, the next position only once all of them are
 * approved; a step is rejected as soon as its quorum can't be reached any more, and with it the whole. What isn't
 * decided by `until` lapses.
 */
export function decide(steps: readonly DecidedStep[], votes: readonly Vote[], { now, until }: Until): Decision {
  const states = new Map<string, StepState>()
  const positions = [...new Set(steps.map(({ position }) => position))].sort((a, b) => a - b)
  let isReached = true
  let isRejected = false
  for (const position of positions) {
    const here = steps.filter((step) => step.position === position)
    for (const step of here) states.set(step.id, isReached ? stateOf(step, votes) : isRejected ? 'needless' : 'ahead')
    if (!isReached) continue
    isRejected = here.some(({ id }) => states.get(id) === 'rejected')
    isReached = here.every(({ id }) => states.get(id) === 'approved')
  }
  if (isRejected) return { state: 'rejected', steps: withoutWaiting(states) }
  if (isReached && steps.length > 0) return { state: 'approved', steps: states }
  return { state: until !== null && until <= now ? 'lapsed' : 'waiting', steps: states }
}

/** How many must say yes of so many seats; a number that is larger than the seats asks for all of them. */
export const neededOf = (quorum: Quorum, seats: number): number =>
  quorum === 'all' ? seats : quorum === 'any' ? 1 : Math.max(1, Math.min(quorum, seats))

function stateOf({ id, quorum, seats }: DecidedStep, votes: readonly Vote[]): StepState {
  if (seats === null) return 'due'
  if (seats.length === 0) return 'open'
  const given = new Map(votes.filter(({ step, seat }) => step === id && seats.includes(seat)).map((v) => [v.seat, v]))
  const yes = [...given.values()].filter(({ isYes }) => isYes).length
  const no = given.size - yes
  const needed = neededOf(quorum, seats.length)
  if (yes >= needed) return 'approved'
  return seats.length - no < needed ? 'rejected' : 'open'
}

// After a rejection nobody is asked any more.
const withoutWaiting = (states: ReadonlyMap<string, StepState>): ReadonlyMap<string, StepState> =>
  new Map([...states].map(([id, state]) => [id, state === 'open' || state === 'due' ? 'needless' : state]))
