import { type GroupRole, problemOfGroupRoles } from '../access/source-roles.ts'
import type { RowOf } from '../record/define.ts'
import { f } from '../record/field.ts'
import { defineSettings } from '../settings/define-settings.ts'

/** What follows from what a directory says by SCIM. */
export const ProvisioningSettings = defineSettings('provisioning_settings', {
  label: 'Provisioning',
  about: 'Accounts that Entra ID, Okta and others make, change and close here by SCIM, and what their groups may do.',
  icon: 'user-cog',
  fields: {
    keepsPeople: f.bool({
      default: true,
      label: 'Keep people',
      help: 'Each account gets a record that stands for its person, with what the directory says of them; who is disabled there has left.',
    }),
    groupRoles: f.json<readonly GroupRole[]>()({
      label: 'Roles of groups',
      help: 'By the names of the directory’s groups, as [{"group": "IT managers", "role": "it_manager"}]. Roles given by hand stay as they are.',
      check: problemOfGroupRoles,
    }),
  },
  page: [{ panel: 'What follows', shows: ['keepsPeople', 'groupRoles'] }],
})
export type ProvisioningSettings = RowOf<typeof ProvisioningSettings>
