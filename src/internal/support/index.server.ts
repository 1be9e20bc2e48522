import { answerByMail } from './mail/answers.server.ts'
import { sentFileRoutes } from './mail/sent-file.routes.server.ts'
import type { DemoPart } from '../../foundation/demo.server.ts'
import type { Processor } from '../../kernel/events/processor.server.ts'
import type { Kernel, Routes } from '../../kernel/kernel.server.ts'
import { cataloguePart } from './catalogue/catalogue.demo.server.ts'
import { assignTickets } from './desk/assigning.server.ts'
import { deskPart } from './desk/keep-macros.server.ts'
import { deskRoutes } from './desk/routes.server.ts'
import { knowledgePart } from './knowledge/knowledge.demo.server.ts'
import { ordersPart } from './catalogue/orders.demo.server.ts'
import { catalogueRoutes } from './catalogue/catalogue.routes.server.ts'
import { followPromises } from './service-levels/recompute.server.ts'
import { followTickets } from './tickets/follow.server.ts'
import { followOrders } from './catalogue/follow-orders.server.ts'
import { serviceLevelPart } from './service-levels/keep-policies.server.ts'
import { mailWhenDone } from './portal/done-mail.server.ts'
import { onCallRoutes } from './on-call/on-call.routes.server.ts'
import { portalRoutes } from './portal/portal.routes.server.ts'
import { whatIfRoutes } from './service-levels/what-if.routes.server.ts'
import { ticketGroundPart, ticketsPart } from './tickets/demo/tickets.demo.server.ts'

export { ensureMacros } from './desk/keep-macros.server.ts'
export { ensureCatalogue } from './catalogue/keep-catalogue.server.ts'
export { articleActions, articleDerivation } from './knowledge/article.actions.server.ts'
export { createEmployeeRequests } from './catalogue/employee.demo.server.ts'
export { createKnowledgeLife } from './knowledge/knowledge.demo.server.ts'
export { knowledgeJobs } from './knowledge/article.jobs.server.ts'
export { importArticles } from './knowledge/import-articles.server.ts'
export { helpRoutes } from './knowledge/help.routes.server.ts'
export { knowledgeRoutes } from './knowledge/knowledge.routes.server.ts'
export { clockRoutes } from './service-levels/clock.routes.server.ts'
export { inHandUnder } from './service-levels/in-hand.server.ts'
export { openSupplierClocks } from './service-levels/supplier-clocks.server.ts'
export { recomputeTickets } from './service-levels/recompute.server.ts'
export { ensureServiceLevels } from './service-levels/keep-policies.server.ts'
export { watchPromises } from './service-levels/watch.server.ts'
export { mailWeek } from './figures/digest.server.ts'
export { keepFigures } from './figures/keep-figures.server.ts'
export { subscriptionRoutes } from './figures/subscription.routes.server.ts'
export { figureRoutes } from './figures/figures.routes.server.ts'
export { promiseListRoutes } from './figures/promise-list.routes.server.ts'
export { defectLine, defectHead } from './log-import/defect-report.ts'
export { importLog, type LogResult } from './log-import/import-log.server.ts'
export { ensureTicketGround } from './tickets/keep-ready-made.server.ts'
export { ticketActions } from './tickets/ticket.actions.server.ts'
export { ticketJobs } from './tickets/ticket.jobs.server.ts'
export { ticketMail } from './mail/ticket-mail.server.ts'
export { ticketDerivation } from './tickets/derivation.server.ts'

/** What the catalogue, the portal, questions about promises and the agent's desk answer. */
export const supportRoutes: Routes = async (app, kernel) => {
  await catalogueRoutes(app, kernel)
  await portalRoutes(app, kernel)
  await whatIfRoutes(app, kernel)
  await deskRoutes(app, kernel)
  await onCallRoutes(app, kernel)
  sentFileRoutes(app, kernel)
}

/** What the service desk does about what happens. */
export const supportProcessors = (kernel: Kernel): readonly Processor[] => [
  followOrders(kernel),
  followPromises(kernel),
  followTickets(kernel),
  assignTickets(kernel),
  answerByMail(kernel),
  mailWhenDone(kernel),
]

/** What the module adds to the demo company. */
export const supportDemo: readonly DemoPart[] = [
  cataloguePart,
  serviceLevelPart,
  ticketGroundPart,
  deskPart,
  ticketsPart,
  ordersPart,
  knowledgePart,
]
