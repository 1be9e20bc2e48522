/** What an installation asks of those who sign in. Lengths of time are whole seconds. */
export interface SignInPolicy {
  readonly shortestPassword: number
  readonly refusesCommon: boolean
  /** A session ends this long after sign-in… */
  readonly sessionLasts: number
  /** … and earlier when it wasn't used for this long. */
  readonly idleTimeOut: number
  /** Names of roles whose holders need a second factor; 'everyone' for all. */
  readonly secondFactorFor: readonly string[]
}

const day = 86_400

/** What holds until somebody sets something else. */
export const standardPolicy: SignInPolicy = {
  shortestPassword: 12,
  refusesCommon: true,
  sessionLasts: 30 * day,
  idleTimeOut: 7 * day,
  secondFactorFor: [],
}

/** Stands for every account in `secondFactorFor`. */
export const everyone = 'everyone'
