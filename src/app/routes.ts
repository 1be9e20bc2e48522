import type { FastifyInstance } from 'fastify'
import { contractRoutes, readingRoutes } from '../external/contracts/index.server.ts'
import { vendorRoutes } from '../external/vendors/index.server.ts'
import { openCalendars } from '../foundation/calendars/index.server.ts'
import { keepPerson } from '../foundation/people/index.server.ts'
import { foundationRoutes } from '../foundation/routes.server.ts'
import { groupsSql } from '../foundation/who.server.ts'
import {
  clockRoutes,
  figureRoutes,
  promiseListRoutes,
  subscriptionRoutes,
  helpRoutes,
  knowledgeRoutes,
  supportRoutes,
} from '../internal/support/index.server.ts'
import { accessRoutes } from '../kernel/access/routes.server.ts'
import { whyRoutes } from '../kernel/access/why-routes.server.ts'
import { approvalRoutes } from '../kernel/approvals/routes.server.ts'
import { nextTimesRoutes } from '../kernel/automation/next-times.server.ts'
import { automationRoutes } from '../kernel/automation/routes.server.ts'
import { backupRoutes } from '../kernel/backups/routes.server.ts'
import { checklistRoutes } from '../kernel/checklist/routes.server.ts'
import { customRoutes } from '../kernel/custom/routes.server.ts'
import { feedRoutes } from '../kernel/calendar/feed/routes.server.ts'
import { failureRoutes } from '../kernel/failures/routes.server.ts'
import { liveRoutes } from '../kernel/events/routes.server.ts'
import { fileRoutes } from '../kernel/files/routes.server.ts'
import { auditRoutes } from '../kernel/history/audit/routes.server.ts'
import { identityRoutes } from '../kernel/identity/routes.server.ts'
import { historyRoutes } from '../kernel/history/routes.server.ts'
import { describe } from '../kernel/http/describe.server.ts'
import { collectRoutes, type Described, openDescriber } from '../kernel/http/openapi.server.ts'
import { recordRoutes } from '../kernel/http/record-routes.server.ts'
import { exportRoutes } from '../kernel/importing/export-routes.server.ts'
import { importRoutes } from '../kernel/importing/routes.server.ts'
import { jobRoutes } from '../kernel/jobs/routes.server.ts'
import type { Kernel, Routes } from '../kernel/kernel.server.ts'
import { bounceRoutes } from '../kernel/mail/bounce-routes.server.ts'
import { mailInRoutes } from '../kernel/mail-in/routes.server.ts'
import { mailRoutes } from '../kernel/mail/routes.server.ts'
import { mcpRoutes } from '../kernel/mcp/routes.server.ts'
import { notificationRoutes } from '../kernel/notifications/routes.server.ts'
import { scimRoutes } from '../kernel/scim/routes.server.ts'
import { searchRoutes } from '../kernel/search/routes.server.ts'
import { settingsRoutes } from '../kernel/settings/routes.server.ts'
import { traitRoutes } from '../kernel/traits/routes.server.ts'
import { webhookRoutes } from '../kernel/webhooks/routes.server.ts'
import {
  creditRoutes,
  hangsRoutes,
  measuringRoutes,
  reportRoutes,
  vendorContributions,
  vendorDeskParts,
} from '../links/index.server.ts'
import { failureSources } from './failures.ts'
import { jobs } from './jobs.ts'
import { applicationVersion } from './database.ts'
import { settings } from './settings.ts'
import { steps } from './steps.ts'

/** Every group of routes under `/api/v1`. */
const routes: readonly Routes[] = [
  accessRoutes,
  whyRoutes(groupsSql),
  recordRoutes,
  traitRoutes,
  fileRoutes,
  foundationRoutes,
  helpRoutes,
  knowledgeRoutes,
  figureRoutes,
  promiseListRoutes,
  subscriptionRoutes,
  supportRoutes,
  clockRoutes,
  contractRoutes,
  readingRoutes,
  creditRoutes,
  ...vendorDeskParts,
  hangsRoutes,
  measuringRoutes,
  reportRoutes,
  vendorRoutes(vendorContributions),
  importRoutes,
  exportRoutes,
  historyRoutes,
  auditRoutes,
  searchRoutes,
  liveRoutes,
  jobRoutes({ jobs, version: applicationVersion() }),
  backupRoutes(applicationVersion()),
  failureRoutes(failureSources),
  checklistRoutes(steps),
  feedRoutes(groupsSql),
  automationRoutes,
  nextTimesRoutes((store) => openCalendars(store).find),
  settingsRoutes(settings),
  mailRoutes,
  mailInRoutes,
  bounceRoutes,
  notificationRoutes,
  customRoutes,
  approvalRoutes,
  mcpRoutes,
  identityRoutes,
  scimRoutes({ keepPerson, groupsSql }),
  webhookRoutes,
]

/** Registers every route of the API, for the server and for its description; resolves to what describes them. */
export async function installRoutes(app: FastifyInstance, kernel: Kernel): Promise<readonly Described[]> {
  const described = collectRoutes(app)
  for (const add of routes) await app.register(async (part) => add(part, kernel))
  await app.register(async (part) => serveDescription(part, kernel, described))
  return described
}

function serveDescription(app: FastifyInstance, { registry }: Kernel, described: readonly Described[]): void {
  const describer = openDescriber(described, registry)
  app.get(
    '/api/v1/openapi.json',
    {
      config: {
        permission: 'signed-in',
        ...describe({
          tag: 'Reference',
          summary: 'This description of the API, as OpenAPI 3.1',
          says: 'The description, with the fields that this installation added.',
          response: { type: 'object', required: ['openapi', 'paths'], additionalProperties: true },
          example: { openapi: '3.1.0', paths: {} },
          headers: ['If-None-Match'],
          sends: ['ETag'],
        }),
      },
    },
    (request, reply) => {
      const { text, etag } = describer()
      reply.header('ETag', etag)
      if (request.headers['if-none-match'] === etag) return reply.status(304).send()
      return reply.type('application/json').send(text)
    },
  )
}
