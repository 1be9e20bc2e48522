import type { DemoPart } from '../../foundation/demo.server.ts'
import type { Processor } from '../../kernel/events/processor.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { vendorPart } from './demo/vendors.demo.server.ts'
import { followVendors } from './governance/follow-vendors.server.ts'

export { filingVendorMail } from './engagements/vendor-mail.server.ts'
export { vendorDerivation } from './governance/open-checklists.server.ts'
export { sumsOf } from './overview/money.ts'
export { vendorRoutes } from './overview/vendors.routes.server.ts'
export { scoresFor } from './scorecards/scores.server.ts'
export { shownScore } from './scorecards/shown-score.ts'
export { reportedDerivation, valueDerivation } from './scorecards/slot.server.ts'

/** What vendor management does about what happens. */
export const vendorProcessors = (kernel: Kernel): readonly Processor[] => [followVendors(kernel)]

/** What the module adds to the demo company. */
export const vendorDemo: readonly DemoPart[] = [vendorPart]
