import { sql } from 'kysely'
import { rightsOf } from '../../../kernel/access/abilities.ts'
import { verdictSql } from '../../../kernel/access/rule.server.ts'
import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { type Part, partOf } from '../../../kernel/traits/part.server.ts'
import type { DeviceInShort } from './devices.ts'

const most = 20

/** The devices that a person works with, of those that the caller may see: laptops first, then the newest. Null is nobody. */
export function devicesOf(
  { registry }: Pick<Kernel, 'registry'>,
  who: Who,
  person: string | null,
): Part<readonly DeviceInShort[]> {
  const device = registry.record('device')
  return partOf<DeviceInShort, readonly DeviceInShort[]>({
    sql: sql`select t.id, t.name as title, t.kind, t.state, t.warranty_until::text as "warrantyUntil"
      from device t where t.assigned_to = ${person}::uuid and t.archived_at is null
        and ${verdictSql(device, rightsOf(who, device).read, 't')}
      order by t.kind = 'laptop' desc, t.bought_on desc nulls last, t.id limit ${most}`,
    read: (rows) => rows,
  })
}
