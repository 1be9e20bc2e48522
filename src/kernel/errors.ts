import type { Problem } from './record/define.ts'

/** How one field of a refused change stands: what the caller sent, what is stored now, what both started from. */
export interface Difference {
  readonly field: string
  readonly yours: unknown
  readonly theirs: unknown
  readonly base: unknown
}

/** The closed set of errors. Each has a status, a code, and words that say what happened and what to do. */
export class Failure extends Error {
  readonly code: FailureCode
  readonly status: number
  readonly problems: readonly Problem[]
  readonly differences: readonly Difference[]
  constructor(
    code: FailureCode,
    says: string,
    more: { status?: number; problems?: readonly Problem[]; differences?: readonly Difference[]; cause?: unknown } = {},
  ) {
    super(says, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = code
    this.code = code
    this.status = more.status ?? statuses[code]
    this.problems = more.problems ?? []
    this.differences = more.differences ?? []
  }
}
const statuses = {
  Invalid: 422,
  NotFound: 404,
  Forbidden: 403,
  /** Set up a second factor first: the account's role needs one. */
  SecondFactorNeeded: 403,
  /** Prove anew who you are first: this changes how one signs in. */
  ProofNeeded: 403,
  Conflict: 409,
  Locked: 423,
  TooMany: 429,
  Unexpected: 500,
} as const
export type FailureCode = keyof typeof statuses
/** Every code there is. */
export const failureCodes = Object.keys(statuses) as readonly FailureCode[]

export const invalid = (problems: readonly Problem[], says = 'Some values need a look.'): Failure =>
  new Failure('Invalid', says, { problems })
export const badRequest = (says: string, problems: readonly Problem[] = []): Failure =>
  new Failure('Invalid', says, { status: 400, problems })
export const notFound = (what = 'This record'): Failure =>
  new Failure('NotFound', `${what} doesn't exist, or you may not see it.`)
export const forbidden = (says: string): Failure => new Failure('Forbidden', says)
export const signInNeeded = (): Failure => new Failure('Forbidden', 'Sign in first.', { status: 401 })
export const secondFactorNeeded = (): Failure =>
  new Failure(
    'SecondFactorNeeded',
    'Your role needs a second factor. Set up a passkey or an app for codes first, under Account.',
  )
export const proofNeeded = (): Failure =>
  new Failure('ProofNeeded', 'This changes how you sign in. Prove that it is you first, then send it again.')
export const conflict = (says: string, differences: readonly Difference[] = []): Failure =>
  new Failure('Conflict', says, { differences })
