import type { Db } from '../database/db.server.ts'
import { notFound } from '../errors.ts'
import { giveRolesOfGroups } from './group-roles.server.ts'
import { listFrom } from './list.server.ts'
import type { Found, Listing } from './listing.ts'
import { coreGroup, isResource, type Resource, valueIn } from './schemas.ts'
import { ScimTrouble } from './trouble.ts'
import { versionOf } from './user.ts'
import type { Provisioning, ScimKernel } from './users.server.ts'

/** A group as a directory tells of one. */
export interface ToldGroup {
  readonly displayName: string
  readonly externalId: string | null
  /** Ids of accounts. */
  readonly members: readonly string[]
}
export interface StoredGroup {
  readonly id: string
  readonly displayName: string
  readonly externalId: string | null
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly members: readonly { readonly value: string; readonly display: string }[]
}

const select = `select g.id, g.display_name as "displayName", g.external_id as "externalId", g.version, g.created_at as "createdAt",
    g.updated_at as "updatedAt",
    (select coalesce(json_agg(json_build_object('value', a.id, 'display', a.name) order by a.name, a.id), '[]')
      from scim_member m join account a on a.id = m.account_id where m.group_id = g.id) as members`
const from = 'from scim_group g'
const mostGroups = 10_000

/** Reads a group as RFC 7643, 4.2 has it. Throws ScimTrouble that names what can't be. */
export function readGroup(resource: Resource): ToldGroup {
  const displayName = valueIn(resource, 'displayName')
  if (typeof displayName !== 'string' || displayName.trim() === '' || displayName.length > 300)
    throw new ScimTrouble('invalidValue', 'displayName is needed, of at most 300 characters.')
  const members = valueIn(resource, 'members') ?? []
  if (!Array.isArray(members)) throw new ScimTrouble('invalidValue', 'members is a list.')
  const externalId = valueIn(resource, 'externalId')
  return {
    displayName: displayName.trim(),
    externalId: typeof externalId === 'string' && externalId !== '' ? externalId : null,
    members: members.map((member: unknown) => {
      const id = isResource(member) ? valueIn(member, 'value') : member
      if (typeof id !== 'string' || !/^[0-9a-f-]{36}$/i.test(id))
        throw new ScimTrouble('invalidValue', 'A member is named by the id of a user.')
      return id.toLowerCase()
    }),
  }
}

export const groupResource = (group: StoredGroup, base: string): Resource => ({
  schemas: [coreGroup],
  id: group.id,
  ...(group.externalId !== null && { externalId: group.externalId }),
  displayName: group.displayName,
  members: group.members.map((member) => ({ ...member, type: 'User', $ref: `${base}/Users/${member.value}` })),
  meta: {
    resourceType: 'Group',
    created: group.createdAt.toISOString(),
    lastModified: group.updatedAt.toISOString(),
    location: `${base}/Groups/${group.id}`,
    version: versionOf(group),
  },
})

/** One group. Throws NotFound. */
export async function findGroup(db: Db, id: string): Promise<StoredGroup> {
  const [row] = await db.query<StoredGroup>({ text: `${select} ${from} where g.id = $1`, values: [id] })
  if (!row) throw notFound('This group')
  return row
}

/** The groups that meet a filter, in the order in which they were made. */
export const listGroups = (db: Db, listing: Listing, base: string): Promise<Found<StoredGroup>> =>
  listFrom<StoredGroup>(db, listing, {
    select,
    from,
    where: `($1::text is null or g.id::text = lower($1)) and ($2::text is null or lower(g.display_name) = lower($2))
      and ($3::text is null or g.external_id = $3)`,
    order: 'g.id',
    name: 'displayname',
    most: mostGroups,
    resourceOf: (group) => groupResource(group, base),
  })

/** Makes a group. Throws ScimTrouble where its name is taken, or a member isn't there. */
export async function createGroup(kernel: ScimKernel, { by }: Provisioning, told: ToldGroup): Promise<string> {
  const id = kernel.clock.id()
  await kernel.db.transaction(async (tx) => {
    await mustBeFree(tx, id, told)
    await tx.query({
      text: `insert into scim_group (id, display_name, external_id, version, created_at, updated_at) values ($1, $2, $3, 1, $4, $4)`,
      values: [id, told.displayName, told.externalId, kernel.clock.now()],
    })
    await keepMembers(tx, id, told.members)
  })
  await giveRolesOfGroups(kernel, told.members, by)
  return id
}

/** Makes a group what the directory says now, and gives its members the roles that follow. */
export async function replaceGroup(
  kernel: ScimKernel,
  { by }: Provisioning,
  { id, told }: { readonly id: string; readonly told: ToldGroup },
): Promise<void> {
  const before = await findGroup(kernel.db, id)
  await kernel.db.transaction(async (tx) => {
    await mustBeFree(tx, id, told)
    await tx.query({
      text: `update scim_group set display_name = $2, external_id = $3, version = version + 1, updated_at = $4 where id = $1`,
      values: [id, told.displayName, told.externalId, kernel.clock.now()],
    })
    await keepMembers(tx, id, told.members)
  })
  const members = before.members.map(({ value }) => value)
  const isRenamed = before.displayName !== told.displayName
  const touched = isRenamed
    ? [...members, ...told.members]
    : [...members.filter((one) => !told.members.includes(one)), ...told.members.filter((one) => !members.includes(one))]
  await giveRolesOfGroups(kernel, [...new Set(touched)], by)
}

/** Removes a group; the roles that it gave go. */
export async function removeGroup(kernel: ScimKernel, { by }: Provisioning, id: string): Promise<void> {
  const { members } = await findGroup(kernel.db, id)
  await kernel.db.query({ text: 'delete from scim_group where id = $1', values: [id] })
  const accounts = members.map(({ value }) => value)
  await giveRolesOfGroups(kernel, accounts, by)
}

async function mustBeFree(tx: Db, id: string, { displayName }: ToldGroup): Promise<void> {
  const taken = await tx.query({
    text: 'select 1 from scim_group where lower(display_name) = lower($2) and id <> $1',
    values: [id, displayName],
  })
  if (taken.length > 0) throw new ScimTrouble('uniqueness', `Another group is named '${displayName}'.`, 409)
}

async function keepMembers(tx: Db, id: string, members: readonly string[]): Promise<void> {
  const there = await tx.query<{ id: string }>({ text: 'select id from account where id = any($1)', values: [members] })
  const missing = members.find((member) => !there.some((account) => account.id === member))
  if (missing !== undefined) throw new ScimTrouble('invalidValue', `There is no user ${missing}.`)
  await tx.query({
    text: `with gone as (delete from scim_member where group_id = $1 and not account_id = any($2))
      insert into scim_member (group_id, account_id) select $1, unnest($2::uuid[]) on conflict do nothing`,
    values: [id, members],
  })
}
