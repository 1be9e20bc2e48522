import type { Proven } from './strength.ts'

/** What a provider says of somebody, as far as it matters here. */
export interface Claims extends Proven {
  readonly subject: string
  readonly sid: string | null
  /** In lower case. */
  readonly email: string | null
  readonly isVerified: boolean
  readonly name: string | null
  readonly groups: readonly string[]
  /** When the session there ends, where it says so. */
  readonly sessionEnds: string | null
}

/** Reads the claims of an ID token or of user info. Some providers say booleans as text, and one group without a list. */
export function claimsOf(
  told: Readonly<Record<string, unknown>>,
  { trustsEmail, groupsClaim }: { readonly trustsEmail: boolean; readonly groupsClaim: string | null },
): Claims {
  const text = (name: string): string | null => {
    const value = told[name]
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
  }
  const verified = told['email_verified']
  const groups = groupsClaim === null ? [] : [told[groupsClaim] ?? []].flat()
  return {
    subject: text('sub') ?? '',
    sid: text('sid'),
    email: text('email')?.toLowerCase() ?? null,
    // Trust is for providers that say nothing; one that says no is believed.
    isVerified: verified === true || verified === 'true' || (trustsEmail && verified === undefined),
    name: text('name') ?? text('preferred_username'),
    groups: texts(groups),
    sessionEnds: null,
    methods: texts([told['amr'] ?? []].flat()),
    contexts: texts([told['acr'] ?? []].flat()),
  }
}

const texts = (values: readonly unknown[]): readonly string[] => values.filter((value) => typeof value === 'string')
