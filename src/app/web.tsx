import { registerOrganisationPanels } from '../foundation/panels.web.ts'
import { HelpHome, registerSupport } from '../internal/support/index.web.tsx'
import { registerApprovals } from '../kernel/web/approvals/fields.web.ts'
import { registerAutomation } from '../kernel/web/automation/fields.web.ts'
import { registerIdentity } from '../kernel/web/identity/register.web.ts'
import { startWeb } from '../kernel/web/start.web.tsx'
import { registerWebhooks } from '../kernel/web/webhooks/fields.web.ts'
import { icons } from './icons.ts'
import { navigation } from './navigation.ts'
import { pages } from './pages.ts'
import { registry } from './records.ts'

registerOrganisationPanels()
registerSupport()
registerApprovals()
registerAutomation()
registerWebhooks()
registerIdentity()
const element = document.getElementById('app')
if (element)
  startWeb(
    {
      name: 'Quarterdeck',
      registry,
      pages,
      navigation,
      icons,
      portalRoles: ['employee'],
      faces: ['person'],
      portalHome: HelpHome,
    },
    element,
  )
