import { describeSettings } from '../../../test/kit/describe-settings.ts'
import { ProvisioningSettings } from './provisioning.settings.ts'

await describeSettings(ProvisioningSettings, {
  change: { keepsPeople: false, groupRoles: [{ group: 'IT managers', role: 'it_manager' }] },
  refuses: { groupRoles: [{ group: 'IT managers' }] },
})
