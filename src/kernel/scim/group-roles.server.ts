import { giveSourceRoles } from '../access/source-roles.server.ts'
import { rolesOfGroups } from '../access/source-roles.ts'
import { system, type Who } from '../access/who.ts'
import { defineProcessor, type Processor } from '../events/processor.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { settingsOf } from '../settings/settings.server.ts'
import { ProvisioningSettings } from './provisioning.settings.ts'

type Needed = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry' | 'sealer' | 'log'>

/** Gives accounts the roles of the groups that they belong to now, and takes those of groups that they left. */
export async function giveRolesOfGroups(kernel: Needed, accounts: readonly string[], by: Who): Promise<void> {
  const groupRoles = (await settingsOf(kernel, ProvisioningSettings)).groupRoles ?? []
  const rows = await kernel.db.query<{ id: string; groups: string[] }>({
    text: `select a.id, array(select g.display_name from scim_member m join scim_group g on g.id = m.group_id where m.account_id = a.id) as groups
      from account a where a.id = any($1)`,
    values: [accounts],
  })
  for (const { id, groups } of rows) {
    const roles = rolesOfGroups(groups, groupRoles)
    const reason = await giveSourceRoles(kernel, { account: id, source: 'scim', roles, by })
    if (reason !== null) kernel.log.warn({ account: id, reason }, 'Roles of groups were not given.')
  }
}

/** Gives everybody's roles anew once an administrator says otherwise which groups give them. */
export const followGroupRoles = (kernel: Needed): Processor =>
  defineProcessor({
    name: 'scim-group-roles',
    on: ({ type, verb }) => type === ProvisioningSettings.name && verb === 'updated',
    startsAt: 'now',
    handle: async () => {
      const rows = await kernel.db.query<{ id: string }>(
        `select account_id as id from scim_member union select account_id from account_source_role where source = 'scim'`,
      )
      const accounts = rows.map(({ id }) => id)
      await giveRolesOfGroups(kernel, accounts, system('provisioning'))
    },
  })
