/** What can happen to an account. */
export type AccountVerb =
  | 'created'
  | 'updated'
  | 'disabled'
  | 'enabled'
  | 'password_set'
  | 'sessions_ended'
  | 'totp_set'
  | 'totp_removed'
  | 'passkey_added'
  | 'passkey_renamed'
  | 'passkey_removed'
  | 'recovery_codes_made'
  | 'recovery_code_used'
  | 'second_factor_reset'
  | 'identity_linked'
  | 'identity_unlinked'
  | 'key_made'
  | 'key_revoked'
  | 'viewing_started'
  | 'viewing_ended'

type Fragment = Readonly<Record<string, unknown>>

/** What of an entry makes its sentence; `isOwn`: the account's owner did it. */
export interface AccountTold {
  readonly verb: string
  readonly whoName: string
  readonly isOwn: boolean
  readonly before: Fragment | null
  readonly after: Fragment | null
}
/** Labels of roles by name, and titles of records by id. */
type Words = ReadonlyMap<string, string>

/** The entry as one sentence, such as 'Ada Lovelace gave the role CIO and took away the role Auditor'. */
export const accountSentence = (told: AccountTold, words: Words): string => `${told.whoName} ${phraseOf(told, words)}`

function phraseOf({ verb, isOwn, before, after }: AccountTold, words: Words): string {
  const named = String(after?.name ?? before?.name ?? '')
  const phrases: Readonly<Record<AccountVerb, () => string>> = {
    created: () => `made this account${rolesPhrase([], after?.roles, words, ' with ')}`,
    updated: () => listed(changePhrases(before ?? {}, after ?? {}, words)) || 'changed nothing',
    disabled: () => 'disabled this account and ended its sessions',
    enabled: () => 'enabled this account again',
    password_set: () => (isOwn ? 'changed their password' : 'set a new password and ended all sessions'),
    sessions_ended: () => (isOwn ? 'ended a session' : 'ended all sessions'),
    totp_set: () => 'set up an app for codes',
    totp_removed: () => 'removed the app for codes',
    passkey_added: () => `added the passkey “${named}”`,
    passkey_renamed: () => `renamed the passkey “${String(before?.name ?? '')}” to “${named}”`,
    passkey_removed: () => `removed the passkey “${named}”`,
    recovery_codes_made: () => 'made new recovery codes',
    recovery_code_used: () => 'signed in with a recovery code',
    second_factor_reset: () => 'took away every second factor and ended all sessions',
    identity_linked: () => `linked this account to ${named}`,
    identity_unlinked: () => `unlinked this account from ${named}`,
    key_made: () => `made the API key “${named}”`,
    key_revoked: () => `revoked the API key “${named}”`,
    viewing_started: () => `began to see what this account sees, for at most ${minutesOf(after)}`,
    viewing_ended: () => `no longer sees what this account sees, after ${minutesOf(after)}`,
  }
  const phrase = phrases[verb as AccountVerb] as (() => string) | undefined
  return phrase ? phrase() : verb.replaceAll('_', ' ')
}

const minutesOf = (after: Fragment | null): string =>
  after?.minutes === 1 ? 'one minute' : `${String(after?.minutes)} minutes`

function changePhrases(before: Fragment, after: Fragment, words: Words): readonly string[] {
  const link = (value: unknown): string => words.get(String(value)) ?? 'something that is gone'
  return [
    ...('name' in after ? [`changed the name from ${String(before.name)} to ${String(after.name)}`] : []),
    ...('email' in after ? [`changed the e-mail from ${String(before.email)} to ${String(after.email)}`] : []),
    ...('self' in after
      ? [after.self ? `linked it to ${link(after.self)}` : `unlinked it from ${link(before.self)}`]
      : []),
    ...('roles' in after ? [rolesPhrase(before.roles, after.roles, words)] : []),
  ]
}

function rolesPhrase(before: unknown, after: unknown, words: Words, beginning = ''): string {
  const [had, has] = [namesIn(before), namesIn(after)]
  const label = (names: readonly string[]): string =>
    `the ${names.length === 1 ? 'role' : 'roles'} ${listed(names.map((name) => words.get(name) ?? name))}`
  const given = has.filter((name) => !had.includes(name))
  const taken = had.filter((name) => !has.includes(name))
  if (beginning) return given.length > 0 ? `${beginning}${label(given)}` : ''
  return listed([
    ...(given.length > 0 ? [`gave ${label(given)}`] : []),
    ...(taken.length > 0 ? [`took away ${label(taken)}`] : []),
  ])
}

const namesIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

function listed(phrases: readonly string[]): string {
  const said = phrases.filter((phrase) => phrase !== '')
  const last = said.at(-1) ?? ''
  return said.length < 2 ? last : `${said.slice(0, -1).join(', ')} and ${last}`
}
