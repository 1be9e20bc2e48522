/** One thing that can be looked up to see how far a step is. */
export interface StepPart {
  /** What is there once it is done: 'the name'. */
  readonly label: string
  /** A boolean expression of SQL over the tables as they stand: never a mark that somebody sets. */
  readonly sql: string
}

/** A step of setting an installation up, as a module declares it. It is done when all its parts are. */
export interface Step {
  readonly name: string
  readonly label: string
  /** Why it matters, in one sentence. */
  readonly why: string
  /** The page where it is done, with what the link to it says. */
  readonly page: { readonly path: string; readonly label: string }
  readonly parts: readonly StepPart[]
}

/** How a step stands. */
export interface StepView {
  readonly name: string
  readonly label: string
  readonly why: string
  readonly page: { readonly path: string; readonly label: string }
  readonly state: 'done' | 'open' | 'aside'
  /** What is not there yet. */
  readonly missing: readonly string[]
  /** Who put it aside, and when. */
  readonly aside: { readonly by: string; readonly at: string } | null
}

/** How many steps wait: neither done nor put aside. */
export const openSteps = (steps: readonly Pick<StepView, 'state'>[]): number =>
  steps.filter(({ state }) => state === 'open').length

/** What a step still needs, as a sentence. */
export function missingText(missing: readonly string[]): string {
  const last = missing.at(-1)
  const rest = missing.slice(0, -1)
  if (last === undefined) return ''
  return `Missing: ${rest.length > 0 ? `${rest.join(', ')} and ` : ''}${last}.`
}
