type Outcome = { readonly ok: true } | { readonly ok: false; readonly problem: { readonly says: string } }

/** Those of what was tried that went through. */
export const goodOf = <T>(outcomes: readonly Outcome[], tried: readonly T[]): readonly T[] =>
  tried.filter((_, place) => outcomes[place]?.ok)

/** Why the others didn't, each with the DN that it is about. */
export const refusals = (outcomes: readonly Outcome[], dns: readonly string[]): readonly string[] =>
  outcomes.flatMap((outcome, place) => (outcome.ok ? [] : [`${dns[place]}: ${outcome.problem.says}`]))
