import { registerContracts, registerReading } from '../external/contracts/index.later.web.ts'
import { registerOutsourcing } from '../external/outsourcing/index.later.web.ts'
import { registerVendors } from '../external/vendors/index.later.web.ts'
import { registerOrganisationPanels } from '../foundation/panels.web.ts'
import { registerSupport } from '../internal/support/index.later.web.ts'
import { registerApprovals } from '../kernel/web/approvals/fields.web.ts'
import { registerAutomation } from '../kernel/web/automation/fields.web.ts'
import { registerIdentity } from '../kernel/web/identity/register.web.ts'
import { registerWebhooks } from '../kernel/web/webhooks/fields.web.ts'
import { registerLinks } from '../links/index.later.web.ts'

registerOrganisationPanels()
registerSupport()
registerContracts()
registerReading()
registerVendors()
registerOutsourcing()
registerApprovals()
registerAutomation()
registerWebhooks()
registerIdentity()
registerLinks()

export { iconsLater as icons } from './icons-later.ts'
export { linksLater as links, recordsLater as records } from './records-later.ts'
