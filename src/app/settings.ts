import { FigureSettings } from '../external/vendors/index.ts'
import { DirectoryTeamSettings } from '../foundation/directory/index.ts'
import { OrganisationSettings } from '../foundation/organisation/index.ts'
import { roleNames } from '../foundation/role-names.ts'
import { SupportSettings } from '../internal/support/index.ts'
import { defineSignInSettings } from '../kernel/access/sign-in.settings.ts'
import { DirectorySettings } from '../kernel/directory/directory.settings.ts'
import { LimitSettings } from '../kernel/limits/limit.settings.ts'
import { MailSettings } from '../kernel/mail/mail.settings.ts'
import { OutboundSettings } from '../kernel/outbound/outbound.settings.ts'
import { ProvisioningSettings } from '../kernel/scim/provisioning.settings.ts'

/** Every group of settings, in the order of the page. */
export const settings = [
  OrganisationSettings,
  SupportSettings,
  FigureSettings,
  MailSettings,
  defineSignInSettings(roleNames),
  DirectorySettings,
  DirectoryTeamSettings,
  ProvisioningSettings,
  OutboundSettings,
  LimitSettings,
] as const
