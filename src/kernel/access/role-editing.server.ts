import type { Clock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import { conflict, forbidden, invalid, notFound } from '../errors.ts'
import { appendEntry, emptyChain, type Fragment } from '../history/entry.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord, Problem } from '../record/define.ts'
import { onlyReads } from './abilities.ts'
import { unknownPermissions } from './permissions.ts'
import type { RoleVerb } from './role-sentence.ts'
import { roleColumns, type StoredRole } from './roles.server.ts'
import { holds } from './rule.ts'
import type { Who } from './who.ts'

type Needs = Pick<Kernel, 'db' | 'clock' | 'registry'>

/** What an administrator says of a role. */
export interface RoleValues {
  readonly label: string
  readonly about: string
  readonly permissions: readonly string[]
}

/** The type under which roles stand in the registry, so that they have a history; no record has this name. */
export const roleType = 'role'

// The same lock as for changes of accounts, so that a role isn't given while it is removed.
const oneAtATime = 'select pg_advisory_xact_lock(7243002)'

/** Makes a role. Throws Invalid naming the field, Forbidden when it allows more than `by` may do. */
export function createRole({ db, clock, registry }: Needs, given: RoleValues, by: Who): Promise<StoredRole> {
  const values = tidied(given)
  return db.transaction(async (tx) => {
    await tx.query(oneAtATime)
    await checkRole(tx, registry.records, values)
    mustHold(by, values.permissions)
    const [role] = await tx.query<StoredRole>({
      text: `insert into role (id, name, label, about, permissions) values ($1, $2, $3, $4, $5) returning ${roleColumns}`,
      values: [clock.id(), await freeName(tx, values.label), values.label, values.about, values.permissions],
    })
    if (!role) throw notFound('This role')
    await tellRole(tx, { who: by, clock }, { role, verb: 'created', after: { ...values } })
    return role
  })
}

/** Changes a role of one's own making; whoever holds it may do what it says now, at once. */
export function changeRole(
  { db, clock, registry }: Needs,
  name: string,
  change: Partial<RoleValues>,
  by: Who,
): Promise<StoredRole> {
  return db.transaction(async (tx) => {
    await tx.query(oneAtATime)
    const before = await findOwnRole(tx, name, by)
    const { label, about, permissions } = before
    const values = tidied({ label, about, permissions, ...change })
    await checkRole(tx, registry.records, values, before.name)
    mustHold(by, values.permissions)
    const changed = (['label', 'about', 'permissions'] as const).filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(values[key]),
    )
    if (changed.length === 0) return before
    const part = (from: RoleValues): Fragment => Object.fromEntries(changed.map((key) => [key, from[key]]))
    const [role] = await tx.query<StoredRole>({
      text: `update role set label = $2, about = $3, permissions = $4 where name = $1 returning ${roleColumns}`,
      values: [name, values.label, values.about, values.permissions],
    })
    if (!role) throw notFound('This role')
    await tellRole(tx, { who: by, clock }, { role, verb: 'updated', before: part(before), after: part(values) })
    return role
  })
}

/** Removes a role that nobody holds and no setting names. Throws Conflict that says who does. */
export function removeRole({ db, clock }: Needs, name: string, by: Who): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.query(oneAtATime)
    const role = await findOwnRole(tx, name, by)
    const [used] = await tx.query<{ holders: number; is_set: boolean }>({
      text: `select (select count(*)::int from account where roles @> array[$1]) as holders,
        exists (select from sign_in_settings where second_factor_for @> array[$1]) as is_set`,
      values: [name],
    })
    if (used && used.holders > 0)
      throw conflict(
        `${used.holders === 1 ? 'One account holds' : `${used.holders} accounts hold`} this role. Take it away there first.`,
      )
    if (used?.is_set)
      throw conflict('The settings of sign-in ask its holders for a second factor. Take it out there first.')
    await tellRole(tx, { who: by, clock }, { role, verb: 'removed' })
    await tx.query({ text: 'delete from role where name = $1', values: [name] })
  })
}

/** One role; throws NotFound. */
export async function readRole(db: Db, name: string): Promise<StoredRole> {
  const [role] = await db.query<StoredRole>({ text: `select ${roleColumns} from role where name = $1`, values: [name] })
  if (!role) throw notFound('This role')
  return role
}

async function findOwnRole(tx: Db, name: string, by: Who): Promise<StoredRole> {
  const role = await readRole(tx, name)
  if (role.isReadyMade)
    throw conflict('This role comes with Quarterdeck and stays as it is. Make a copy of it, and change that.')
  if (!by.isSystem && !role.permissions.every((permission) => holds(by, permission)))
    throw forbidden('This role allows more than you may do; only an account that may do as much can change it.')
  return role
}

function mustHold(by: Who, permissions: readonly string[]): void {
  if (by.isSystem) return
  if (by.permissions.has(onlyReads)) throw forbidden('You only read, so you can’t change what others may do.')
  const beyond = permissions.filter((permission) => !holds(by, permission))
  if (beyond.length > 0)
    throw forbidden(`You can only give what you hold yourself, and you don’t hold ${beyond.join(', ')}.`)
}

const tidied = ({ label, about, permissions }: RoleValues): RoleValues => ({
  label: label.trim(),
  about: about.trim(),
  permissions: [...new Set(permissions)].sort(),
})

async function checkRole(
  tx: Db,
  records: readonly AnyRecord[],
  { label, about, permissions }: RoleValues,
  name: string | null = null,
): Promise<void> {
  const [same] = await tx.query({
    text: 'select 1 from role where lower(label) = lower($1) and name is distinct from $2',
    values: [label, name],
  })
  const unknown = unknownPermissions(permissions, records)
  const problems: readonly (Problem | false | undefined)[] = [
    label === '' && { field: 'label', says: 'Give the role a name.' },
    same !== undefined && { field: 'label', says: 'Another role has this name.' },
    about === '' && { field: 'about', says: 'Say in a sentence whom it is for.' },
    unknown.length > 0 && { field: 'permissions', says: `There is no permission ${unknown.join(', ')}.` },
  ]
  const wrong = problems.filter((problem) => typeof problem === 'object')
  if (wrong.length > 0) throw invalid(wrong)
}

/** A name for programs: the label in lower case, with a number where another role has it, or once had it. */
async function freeName(tx: Db, label: string): Promise<string> {
  const plain =
    label
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^_|_$/g, '')
      .slice(0, 60) || 'role'
  const taken = await tx.query<{ name: string }>({
    text: 'select name from role where left(name, length($1)) = $1',
    values: [plain],
  })
  const names = new Set(taken.map(({ name }) => name))
  let name = plain
  for (let number = 2; names.has(name); number++) name = `${plain}_${number}`
  return name
}

interface RoleHappening {
  readonly role: StoredRole
  readonly verb: RoleVerb
  readonly before?: Fragment
  readonly after?: Fragment
}

/** Writes what happened to a role into the history, in the transaction that did it. */
async function tellRole(
  tx: Db,
  writer: { readonly who: Who; readonly clock: Clock },
  { role, ...happening }: RoleHappening,
): Promise<void> {
  await tx.query({
    text: `insert into record (id, type, title, entries, chain, search, folded) values ($1, $2, $3, $4, $5, '', '')
      on conflict (id) do update set title = excluded.title where record.title <> excluded.title`,
    values: [role.id, roleType, role.label, emptyChain.entries, emptyChain.chain],
  })
  await appendEntry(tx, writer, { recordId: role.id, type: roleType, ...happening })
}
