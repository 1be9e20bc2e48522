import { coreUser, enterpriseUser, isResource, type Resource, valueIn } from './schemas.ts'
import { ScimTrouble } from './trouble.ts'

/** A user as a directory tells of one. */
export interface ToldUser {
  readonly userName: string
  readonly externalId: string | null
  readonly isActive: boolean
  readonly name: string
  /** In lower case. */
  readonly email: string
  readonly jobTitle: string | null
  readonly phone: string | null
  readonly employeeNumber: string | null
  /** Their manager's id here. */
  readonly manager: string | null
  /** What is kept of the rest, as it was sent. */
  readonly attributes: Resource
}

/** A user as they are kept. */
export interface StoredUser {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly isDisabled: boolean
  readonly self: string | null
  readonly userName: string | null
  readonly externalId: string | null
  readonly attributes: Resource | null
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly groups: readonly { readonly value: string; readonly display: string }[]
}

const kept = [
  'displayName',
  'name',
  'nickName',
  'title',
  'userType',
  'profileUrl',
  'preferredLanguage',
  'locale',
  'timezone',
  'emails',
  'phoneNumbers',
  'addresses',
  enterpriseUser,
] as const
const longest = 320

/** Reads a user as RFC 7643, 4.1 has them. Throws ScimTrouble that names what can't be. */
export function readUser(resource: Resource): ToldUser {
  const userName = textOf(valueIn(resource, 'userName'))
  if (userName === null) throw new ScimTrouble('invalidValue', 'userName is needed.')
  if (userName.length > longest) throw new ScimTrouble('invalidValue', `userName has at most ${longest} characters.`)
  const email = (bestOf(valueIn(resource, 'emails')) ?? userName).toLowerCase()
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > longest)
    throw new ScimTrouble('invalidValue', 'An e-mail address is needed: as one of emails, or as the userName.')
  const active = valueIn(resource, 'active') ?? true
  if (typeof active !== 'boolean') throw new ScimTrouble('invalidValue', 'active is true or false.')
  const enterprise = objectOf(valueIn(resource, enterpriseUser))
  const manager = valueIn(enterprise, 'manager')
  return {
    userName,
    externalId: textOf(valueIn(resource, 'externalId')),
    isActive: active,
    name: nameOf(resource, userName).slice(0, 200),
    email,
    jobTitle: textOf(valueIn(resource, 'title'))?.slice(0, 200) ?? null,
    phone: bestOf(valueIn(resource, 'phoneNumbers')),
    employeeNumber: textOf(valueIn(enterprise, 'employeeNumber')),
    manager: textOf(isResource(manager) ? valueIn(manager, 'value') : manager),
    attributes: Object.fromEntries(
      kept.flatMap((name) => {
        const value = valueIn(resource, name)
        return value === undefined || value === null ? [] : [[name, value]]
      }),
    ),
  }
}

/** A user as directories read them. `base` is where the protocol begins, such as https://…/scim/v2. */
export function userResource(user: StoredUser, base: string): Resource {
  const attributes = user.attributes ?? {}
  const hasExtension = Object.keys(objectOf(attributes[enterpriseUser])).length > 0
  const { [enterpriseUser]: extension, ...rest } = attributes
  return {
    schemas: hasExtension ? [coreUser, enterpriseUser] : [coreUser],
    id: user.id,
    ...(user.externalId !== null && { externalId: user.externalId }),
    userName: user.userName ?? user.email,
    displayName: user.name,
    name: { formatted: user.name },
    active: !user.isDisabled,
    emails: [{ value: user.email, type: 'work', primary: true }],
    ...rest,
    ...(hasExtension && { [enterpriseUser]: extension }),
    groups: user.groups.map((group) => ({ ...group, type: 'direct', $ref: `${base}/Groups/${group.value}` })),
    meta: {
      resourceType: 'User',
      created: user.createdAt.toISOString(),
      lastModified: user.updatedAt.toISOString(),
      location: `${base}/Users/${user.id}`,
      version: versionOf(user),
    },
  }
}

/** The version of a user or a group, for ETag and If-Match. */
export const versionOf = ({ version, updatedAt }: Pick<StoredUser, 'version' | 'updatedAt'>): string =>
  `W/"${version}-${updatedAt.getTime().toString(36)}"`

function nameOf(resource: Resource, userName: string): string {
  const name = objectOf(valueIn(resource, 'name'))
  const whole = [valueIn(name, 'givenName'), valueIn(name, 'familyName')].map(textOf).filter((part) => part !== null)
  return textOf(valueIn(resource, 'displayName')) ?? textOf(valueIn(name, 'formatted')) ?? (whole.join(' ') || userName)
}

const objectOf = (value: unknown): Resource => (isResource(value) ? value : {})

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : typeof value === 'number' ? String(value) : null

/** The primary one of several values, else the one of work, else the first. */
function bestOf(values: unknown): string | null {
  const all = (Array.isArray(values) ? values : [values]).filter(isResource)
  const best =
    all.find((one) => valueIn(one, 'primary') === true) ??
    all.find((one) => textOf(valueIn(one, 'type'))?.toLowerCase() === 'work') ??
    all[0]
  return best ? textOf(valueIn(best, 'value')) : null
}
