import { z } from 'zod'
import { zoneOf } from '../clock.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import type { Ref } from '../record/field.ts'
import type { Addition, Head } from '../record/registry.ts'
import { rightsOf } from './abilities.ts'
import { holds } from './rule.ts'
import type { Who } from './who.ts'

/** What the web app needs to know about its caller, so that it shows only what they can do. */
export interface Me {
  readonly account: { readonly id: string; readonly name: string; readonly email: string }
  readonly self: Ref | null
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
  /** Where the organisation's days begin, such as Europe/Berlin. */
  readonly timeZone: string
  /** By record name: whether any row could be read or created at all, and whether all rows are read. */
  readonly can: Readonly<
    Record<string, { readonly read: boolean; readonly seesAll: boolean; readonly create: boolean }>
  >
  /** What the types that the caller may read are called and drawn with. */
  readonly types: readonly Head[]
  /** What this installation adds to the types that the caller may read. */
  readonly added: Readonly<Record<string, Addition>>
  /** The fixed verbs beyond records. */
  readonly may: Readonly<Record<keyof typeof verbs, boolean>>
}

const verbs = {
  comment: 'comment.write',
  seeInternal: 'comment.see_internal',
  shareViews: 'view.share',
  import: 'import.run',
  export: 'export.run',
  readHistory: 'history.read',
  verifyHistory: 'history.verify',
  manageAccounts: 'account.manage',
  manageRoles: 'role.manage',
  searchHistory: 'audit.read',
  seeSystem: 'system.see',
} as const

/** The same for the description, with what the route adds. */
export const meSchema = z.object({
  account: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  self: z.object({ id: z.uuid(), title: z.string().nullable() }).nullable(),
  roles: z.array(z.string()),
  permissions: z.array(z.string()),
  timeZone: z.string().describe('Where the days of the organisation begin: what is due is due by its days.'),
  can: z.record(z.string(), z.object({ read: z.boolean(), seesAll: z.boolean(), create: z.boolean() })),
  types: z
    .array(z.object({ name: z.string(), label: z.tuple([z.string(), z.string()]), icon: z.string().optional() }))
    .describe('What the record types that the caller may read are called, one and many, and drawn with.'),
  added: z
    .record(z.string(), z.looseObject({}))
    .describe('Fields and panels that this installation adds, by record type.'),
  may: z.object(
    Object.fromEntries(Object.keys(verbs).map((verb) => [verb, z.boolean()])) as Record<
      keyof typeof verbs,
      z.ZodBoolean
    >,
  ),
  lacksSecondFactor: z.boolean(),
  viewing: z
    .object({ by: z.string(), until: z.iso.datetime() })
    .nullable()
    .describe('Who looks through the eyes of this account, until when at most; null where the caller is its owner.'),
})

/** Describes the caller to themselves. */
export async function readMe(
  { db, registry, clock }: Pick<Kernel, 'db' | 'registry' | 'clock'>,
  who: Who,
): Promise<Me> {
  const [row] = await db.query<{ email: string; title: string | null }>({
    text: 'select a.email, r.title from account a left join record r on r.id = a.self where a.id = $1',
    values: [who.account],
  })
  const can = Object.fromEntries(registry.records.map((record) => [record.name, abilities(record, who)]))
  return {
    account: { id: who.account ?? '', name: who.name, email: row?.email ?? '' },
    self: who.self ? { id: who.self, title: row?.title ?? null } : null,
    roles: who.roles,
    permissions: [...who.permissions].sort(),
    timeZone: zoneOf(clock),
    can,
    types: registry.records
      .filter(({ name }) => can[name]?.read)
      .map(({ name, label, icon }) => ({ name, label, ...(icon === undefined ? {} : { icon }) })),
    added: Object.fromEntries(Object.entries(registry.additions()).filter(([name]) => can[name]?.read)),
    may: Object.fromEntries(
      Object.entries(verbs).map(([name, permission]) => [name, holds(who, permission)]),
    ) as Me['may'],
  }
}

const abilities = (record: AnyRecord, who: Who) => ({
  read: rightsOf(who, record).read !== false,
  seesAll: rightsOf(who, record).read === true,
  create: rightsOf(who, record).create !== false,
})
