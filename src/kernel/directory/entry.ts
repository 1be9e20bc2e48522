/** A person as the directory has them, whatever its kind. Empty attributes are null. */
export interface DirectoryEntry {
  /** What the directory never changes about it. */
  readonly key: string
  readonly dn: string
  readonly name: string
  readonly email: string | null
  readonly employeeNumber: string | null
  readonly jobTitle: string | null
  readonly phone: string | null
  readonly managerDn: string | null
  readonly isDisabled: boolean
}
export type DirectoryKind = 'openldap' | 'active_directory'

/** Attributes as a server sends them. */
export type Attributes = Readonly<Record<string, string | readonly string[] | Buffer | readonly Buffer[]>>

interface Preset {
  readonly filter: string
  /** Holds what never changes, as bytes or as text. */
  readonly key: string
  /** What is asked for; the rest of an entry stays where it is. */
  readonly attributes: readonly string[]
}
const common = ['displayName', 'cn', 'mail', 'title', 'telephoneNumber', 'manager']
const numbers = ['employeeNumber', 'employeeID']

/** What entries of people look like in each kind of directory. */
export const presets: Readonly<Record<DirectoryKind, Preset>> = {
  openldap: {
    filter: '(objectClass=inetOrgPerson)',
    key: 'entryUUID',
    attributes: [...common, 'employeeNumber', 'entryUUID', 'pwdAccountLockedTime'],
  },
  active_directory: {
    filter: '(&(objectCategory=person)(objectClass=user))',
    key: 'objectGUID',
    attributes: [...common, ...numbers, 'objectGUID', 'userAccountControl', 'accountExpires'],
  },
}

/** Reads an entry; null where it has no name or nothing to know it by. */
export function readEntry(
  kind: DirectoryKind,
  { dn, ...given }: Attributes & { dn: string },
  now: Date,
): DirectoryEntry | null {
  const attributes = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]))
  const text = (name: string): string | null => first(attributes.get(name.toLowerCase()))
  const key = text(presets[kind].key)
  const name = text('displayName') ?? text('cn')
  if (!key || !name) return null
  return {
    key,
    dn,
    name: name.slice(0, 200),
    email: text('mail')?.toLowerCase() ?? null,
    employeeNumber: text('employeeNumber') ?? text('employeeID'),
    jobTitle: text('title')?.slice(0, 200) ?? null,
    phone: text('telephoneNumber'),
    managerDn: text('manager'),
    isDisabled: kind === 'openldap' ? text('pwdAccountLockedTime') === lockedForGood : isDisabledInAd(text, now),
  }
}

/** DNs are told apart without regard to case and to spaces around their parts. */
export const sameDn = (dn: string): string => dn.toLowerCase().replaceAll(/\s*([,=+])\s*/g, '$1')

// draft-behera-ldap-password-policy, 5.3.3: this value means an administrator locked it.
const lockedForGood = '000001010000Z'
const disabledFlag = 2
const neverExpires = new Set([0n, 9_223_372_036_854_775_807n])

function isDisabledInAd(text: (name: string) => string | null, now: Date): boolean {
  const flags = Number(text('userAccountControl') ?? 0)
  const expires = text('accountExpires')
  return (flags & disabledFlag) !== 0 || (expires !== null && /^\d+$/.test(expires) && hasExpired(BigInt(expires), now))
}

// Hundreds of nanoseconds since 1601.
const hasExpired = (moment: bigint, now: Date): boolean =>
  !neverExpires.has(moment) && Number(moment / 10_000n) - 11_644_473_600_000 <= now.getTime()

function first(value: Attributes[string] | undefined): string | null {
  const one = Array.isArray(value) ? (value as readonly (string | Buffer)[])[0] : (value as string | Buffer | undefined)
  if (one === undefined) return null
  const text = (typeof one === 'string' ? one : one.toString('hex')).trim()
  return text === '' ? null : text
}
