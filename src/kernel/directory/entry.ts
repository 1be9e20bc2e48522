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
  /** What groups that list bare names call it. */
  readonly uid: string | null
  /** Groups that it says itself it belongs to. */
  readonly memberOf: readonly string[]
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
  readonly groupFilter: string
  readonly memberAttributes: readonly string[]
}
const common = ['displayName', 'cn', 'mail', 'title', 'telephoneNumber', 'manager', 'memberOf']
const numbers = ['employeeNumber', 'employeeID']

/** What entries of people look like in each kind of directory. */
export const presets: Readonly<Record<DirectoryKind, Preset>> = {
  openldap: {
    filter: '(objectClass=inetOrgPerson)',
    key: 'entryUUID',
    attributes: [...common, 'uid', 'employeeNumber', 'entryUUID', 'pwdAccountLockedTime'],
    groupFilter: '(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))',
    memberAttributes: ['member', 'uniqueMember'],
  },
  active_directory: {
    filter: '(&(objectCategory=person)(objectClass=user))',
    key: 'objectGUID',
    attributes: [...common, ...numbers, 'objectGUID', 'userAccountControl', 'accountExpires'],
    groupFilter: '(objectCategory=group)',
    // It gives out 1,500 at once, asked for a part or not.
    memberAttributes: ['member;range=0-1499'],
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
    uid: text('uid'),
    memberOf: textsOf(attributes.get('memberof')),
    isDisabled: kind === 'openldap' ? text('pwdAccountLockedTime') === lockedForGood : isDisabledInAd(text, now),
  }
}

/** DNs are told apart without regard to case, to spaces around their parts, and to how letters are escaped (RFC 4514). */
export const sameDn = (dn: string): string =>
  withLetters(dn)
    .toLowerCase()
    .replaceAll(/\s*([,=+])\s*/g, '$1')

/** A DN whose letters aren't escaped by their bytes. */
export const withLetters = (dn: string): string =>
  dn.replaceAll(/(?:\\[\da-f]{2})+/gi, (bytes) => escaped(Buffer.from(bytes.replaceAll('\\', ''), 'hex').toString()))
const escaped = (text: string): string => text.replaceAll(/[,+"\\<>;=#]/g, String.raw`\$&`)

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

const first = (value: Attributes[string] | undefined): string | null => textsOf(value)[0] ?? null

/** The values of an attribute that aren't empty, bytes in hexadecimal. */
export function textsOf(value: Attributes[string] | undefined): readonly string[] {
  if (value === undefined) return []
  const all = (Array.isArray(value) ? value : [value]) as readonly (string | Buffer)[]
  return all.map((one) => (typeof one === 'string' ? one : one.toString('hex')).trim()).filter((text) => text !== '')
}
