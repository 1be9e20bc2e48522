import { changeAccount, createAccount } from '../access/accounts.server.ts'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { settingsOf } from '../settings/settings.server.ts'
import { giveRolesOfGroups } from './group-roles.server.ts'
import { listFrom } from './list.server.ts'
import type { Found, Listing } from './listing.ts'
import type { KeepPerson } from './people.server.ts'
import { ProvisioningSettings } from './provisioning.settings.ts'
import { ScimTrouble } from './trouble.ts'
import { type StoredUser, type ToldUser, userResource } from './user.ts'

export type ScimKernel = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry' | 'sealer' | 'log' | 'url'>
/** As whom, with all that they may, and how the record of a person is kept. */
export interface Provisioning {
  readonly by: Who
  readonly keepPerson: KeepPerson
}

const firstRole = 'employee'
const select = `select a.id, a.name, a.email, a.is_disabled as "isDisabled", a.self, s.user_name as "userName", s.external_id as "externalId",
    s.attributes, coalesce(s.version, 0) as version, coalesce(s.created_at, a.created_at) as "createdAt",
    greatest(a.updated_at, s.updated_at) as "updatedAt",
    (select coalesce(json_agg(json_build_object('value', g.id, 'display', g.display_name) order by g.display_name, g.id), '[]')
      from scim_member m join scim_group g on g.id = m.group_id where m.account_id = a.id) as groups
`
const from = 'from account a left join scim_user s on s.account_id = a.id'
// Whom the directory gave up is no user any more; whoever was made here can be found, so that the directory takes them over.
const isThere = '(s.account_id is not null or not a.is_disabled)'
/** So many are looked at for a filter that no index answers. */
const mostLookedAt = 20_000

/** One user. Throws NotFound. */
export async function findUser(db: Db, id: string): Promise<StoredUser> {
  const [row] = await db.query<StoredUser>({ text: `${select} ${from} where a.id = $1 and ${isThere}`, values: [id] })
  if (!row) throw notFound('This user')
  return row
}

/** The users that meet a filter, in the order in which they were made. */
export const listUsers = (db: Db, listing: Listing, base: string): Promise<Found<StoredUser>> =>
  listFrom<StoredUser>(db, listing, {
    select,
    from,
    where: `${isThere} and ($1::text is null or a.id::text = lower($1)) and ($3::text is null or s.external_id = $3)
      and ($2::text is null or lower(s.user_name) = lower($2) or (s.account_id is null and a.email = lower($2)))`,
    order: 'a.id',
    name: 'username',
    most: mostLookedAt,
    resourceOf: (user) => userResource(user, base),
  })

/** Makes an account for a user. Throws ScimTrouble where the name or the e-mail is taken. */
export async function createUser(
  kernel: ScimKernel,
  { by, keepPerson }: Provisioning,
  told: ToldUser,
): Promise<string> {
  const { keepsPeople } = await settingsOf(kernel, ProvisioningSettings)
  return kernel.store.asSystem(`provisioning by ${by.name}`).transaction(async (records, tx) => {
    const needs = { db: tx, clock: kernel.clock }
    const former = await mustBeFree(tx, told)
    const self = keepsPeople ? await keepPerson(records, await personOf(tx, told, former?.self ?? null)) : null
    const account = { name: told.name, email: told.email, roles: [firstRole], self: self ?? former?.self ?? null }
    const id = former?.id ?? (await createAccount(needs, account, by))
    if (former) await changeAccount(needs, id, { ...account, roles: undefined, isDisabled: !told.isActive }, by)
    else if (!told.isActive) await changeAccount(needs, id, { isDisabled: true }, by)
    await keepUser(tx, { id, told, now: kernel.clock.now() })
    return id
  })
}

interface Former {
  readonly id: string
  readonly self: string | null
}

/** Whoever had this address and left: they are the same person when they come back. Throws ScimTrouble where somebody has it. */
async function mustBeFree(tx: Db, { userName, email }: ToldUser): Promise<Former | null> {
  const [taken] = await tx.query<Former & { is_user: boolean; is_disabled: boolean; has_name: boolean }>({
    text: `select a.id, a.self, s.account_id is not null as is_user, a.is_disabled, coalesce(lower(s.user_name) = lower($1), false) as has_name
      from account a left join scim_user s on s.account_id = a.id where a.email = $2 or lower(s.user_name) = lower($1)
      order by has_name desc limit 1`,
    values: [userName, email],
  })
  if (!taken) return null
  if (!taken.is_user && taken.is_disabled) return taken
  const what = taken.has_name ? `the userName '${userName}'` : `the e-mail address '${email}'`
  throw new ScimTrouble('uniqueness', `Another user has ${what}.`, 409)
}

/** Makes a user what the directory says now. An account that was made here becomes the directory's by this. */
export async function replaceUser(
  kernel: ScimKernel,
  { by, keepPerson }: Provisioning,
  { id, told }: { readonly id: string; readonly told: ToldUser },
): Promise<void> {
  const { keepsPeople } = await settingsOf(kernel, ProvisioningSettings)
  await kernel.store.asSystem(`provisioning by ${by.name}`).transaction(async (records, tx) => {
    const before = await findUser(tx, id)
    await mustBeNobodyElses(tx, id, told)
    const self = keepsPeople ? await keepPerson(records, await personOf(tx, told, before.self)) : before.self
    const change = {
      ...(before.name !== told.name && { name: told.name }),
      ...(before.email !== told.email && { email: told.email }),
      ...(before.isDisabled === told.isActive && { isDisabled: !told.isActive }),
      ...(before.self !== self && { self }),
    }
    if (Object.keys(change).length > 0) await changeAccount({ db: tx, clock: kernel.clock }, id, change, by)
    await keepUser(tx, { id, told, now: kernel.clock.now() })
  })
}

async function mustBeNobodyElses(tx: Db, id: string, { userName, email }: ToldUser): Promise<void> {
  const [other] = await tx.query<{ has_email: boolean }>({
    text: `select a.email = $3 as has_email from account a left join scim_user s on s.account_id = a.id
      where a.id <> $1 and (lower(s.user_name) = lower($2) or a.email = $3) limit 1`,
    values: [id, userName, email],
  })
  if (other)
    throw new ScimTrouble(
      'uniqueness',
      `Another user has this ${other.has_email ? 'e-mail address' : 'userName'}.`,
      409,
    )
}

/** Gives a user up: the account is disabled, its sessions and keys end, its roles of groups go; what they did stays. */
export async function removeUser(kernel: ScimKernel, { by, keepPerson }: Provisioning, id: string): Promise<void> {
  const { keepsPeople } = await settingsOf(kernel, ProvisioningSettings)
  await kernel.store.asSystem(`provisioning by ${by.name}`).transaction(async (records, tx) => {
    const { name, email, self, isDisabled } = await findUser(tx, id)
    if (!isDisabled) await changeAccount({ db: tx, clock: kernel.clock }, id, { isDisabled: true }, by)
    if (keepsPeople && self !== null) await keepPerson(records, { ...nothingTold, self, name, email })
    await tx.query({ text: 'delete from scim_member where account_id = $1', values: [id] })
    await tx.query({ text: 'delete from scim_user where account_id = $1', values: [id] })
  })
  await giveRolesOfGroups(kernel, [id], by)
}
const nothingTold = { jobTitle: null, phone: null, employeeNumber: null, manager: null, isActive: false }

async function personOf(tx: Db, told: ToldUser, self: string | null) {
  const { name, email, jobTitle, phone, employeeNumber, isActive } = told
  return { self, name, email, jobTitle, phone, employeeNumber, isActive, manager: await managerOf(tx, told) }
}

/** The record that stands for the manager; null where the directory names none that is here. */
async function managerOf(tx: Db, { manager }: ToldUser): Promise<string | null> {
  if (manager === null) return null
  const [found] = await tx.query<{ self: string | null }>({
    text: 'select a.self from account a left join scim_user s on s.account_id = a.id where a.id::text = $1 or s.external_id = $1 limit 1',
    values: [manager],
  })
  return found?.self ?? null
}

async function keepUser(tx: Db, { id, told, now }: { id: string; told: ToldUser; now: Date }): Promise<void> {
  await tx.query({
    text: `insert into scim_user as s (account_id, user_name, external_id, attributes, version, created_at, updated_at)
      values ($1, $2, $3, $4, 1, $5, $5) on conflict (account_id) do update set user_name = $2, external_id = $3, attributes = $4,
        version = s.version + 1, updated_at = $5
        where (s.user_name, s.external_id, s.attributes) is distinct from ($2, $3, $4::jsonb)`,
    values: [id, told.userName, told.externalId, JSON.stringify(told.attributes), now],
  })
}
