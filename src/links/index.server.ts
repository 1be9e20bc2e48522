import type { DemoPart } from '../foundation/demo.server.ts'
import type { Processor } from '../kernel/events/processor.server.ts'
import type { Job } from '../kernel/jobs/jobs.server.ts'
import type { Kernel, Routes } from '../kernel/kernel.server.ts'
import { claimsPart } from './claims.demo.server.ts'
import { dossiersPart } from './dossier/dossiers.demo.server.ts'
import { dossierJob, followDecisions } from './dossier/dossiers.server.ts'
import { draftClaims } from './draft-claims.server.ts'
import { followOutages } from './follow-outages.server.ts'
import { providedItemsPart } from './provided-items.demo.server.ts'
import { inHandPart } from './measuring/in-hand.demo.server.ts'
import { measuredPart } from './measuring/measured.demo.server.ts'
import { measureScorecards } from './measuring/measure-scorecards.server.ts'
import { endWithTickets, mailVendors } from './vendor-desk/follow-vendor-tickets.server.ts'
import { closePortals } from './vendor-desk/guest.server.ts'
import { vendorPortalRoutes, vendorWelcomeRoutes } from './vendor-desk/portal.routes.server.ts'
import { vendorLinkRoutes } from './vendor-desk/link.routes.server.ts'
import { vendorTicketsPart } from './vendor-desk/vendor-tickets.demo.server.ts'
import { vendorDeskRoutes } from './vendor-desk/vendor-desk.routes.server.ts'

export { dossierActions } from './dossier/dossiers.server.ts'
export { takingVendorAnswers } from './vendor-desk/vendor-answer-mail.server.ts'
export { vendorTicketActions } from './vendor-desk/vendor-desk.actions.server.ts'
export { creditRoutes } from './credits.routes.server.ts'
export { hangsRoutes } from './hangs/hangs.routes.server.ts'
export { measuringActions } from './measuring/measuring.actions.server.ts'
export { measuringRoutes } from './measuring/measuring.routes.server.ts'
export { reportRoutes } from './report/report.routes.server.ts'
export { vendorContributions } from './vendor.server.ts'

/** What happens across the layers on its own. */
export const linkJobs: readonly Job[] = [
  {
    name: 'draft-claims',
    about: 'Draft claims of what suppliers owe for outages, and let those lapse that nobody sent',
    cron: '20 2 * * *',
    run: draftClaims,
  },
  {
    name: 'measure-scorecards',
    about: 'Fill in the measured metrics of scorecards for periods that are over, and correct recent ones',
    cron: '40 2 * * *',
    run: measureScorecards,
  },
  dossierJob,
]

/** What is done across the layers about what happens. */
export const linkProcessors = (kernel: Kernel): readonly Processor[] => [
  followOutages(kernel),
  followDecisions(kernel),
  mailVendors(kernel),
  endWithTickets(kernel),
  closePortals(kernel),
]

/** Tickets that vendors have: for those who work on them, and for the vendors. */
export const vendorDeskParts: readonly Routes[] = [
  vendorDeskRoutes,
  vendorLinkRoutes,
  vendorPortalRoutes,
  vendorWelcomeRoutes,
]

/** What the links add to the demo company. */
export const linksDemo: readonly DemoPart[] = [
  claimsPart,
  providedItemsPart,
  vendorTicketsPart,
  inHandPart,
  measuredPart,
  dossiersPart,
]
