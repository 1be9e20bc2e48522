import { contractJobs, obligationJobs } from '../external/contracts/index.server.ts'
import { deliveryJobs } from '../external/outsourcing/index.server.ts'
import { openCalendars } from '../foundation/calendars/index.server.ts'
import { syncWhenDue } from '../foundation/directory/index.server.ts'
import { groupsSql, zoneSql } from '../foundation/who.server.ts'
import { keepFigures, knowledgeJobs, mailWeek, ticketJobs, watchPromises } from '../internal/support/index.server.ts'
import { forgetEnded } from '../kernel/access/forget.server.ts'
import { endOverdueViewings } from '../kernel/access/viewing.server.ts'
import { forgetRuns } from '../kernel/automation/run-log.server.ts'
import { runDueRules } from '../kernel/automation/scheduler.server.ts'
import { pursueApprovals } from '../kernel/approvals/follow.server.ts'
import { forgetProcessed } from '../kernel/events/state.server.ts'
import { cleanUpFiles } from '../kernel/files/clean-up.server.ts'
import { forgetKeys } from '../kernel/http/idempotency.server.ts'
import { makePartitions } from '../kernel/history/partition.server.ts'
import { forgetRefusals } from '../kernel/identity/refusals.server.ts'
import { forgetIgnored } from '../kernel/mail-in/admin.server.ts'
import { forgetMails } from '../kernel/mail/admin.server.ts'
import { forgetNotifications } from '../kernel/notifications/inbox.server.ts'
import type { Job } from '../kernel/jobs/jobs.server.ts'
import { linkJobs } from '../links/index.server.ts'
import { forgetDeliveries } from '../kernel/webhooks/log.server.ts'

const dayMs = 86_400_000

/** Everything that happens on its own, and when. */
export const jobs: readonly Job[] = [
  {
    name: 'history-partitions',
    about: 'Prepare next month’s tables of the history',
    cron: '10 1 * * *',
    run: async ({ db, clock }) => void (await makePartitions(db, clock.now())),
  },
  { name: 'directory-sync', about: 'Read the directory when it is due', cron: '* * * * *', run: syncWhenDue },
  {
    name: 'automation-schedule',
    about: 'Run automation rules that are due',
    cron: '* * * * *',
    run: (kernel) => runDueRules(kernel, { calendarOf: openCalendars(kernel.store).find, groupsSql }),
  },
  {
    name: 'service-figures',
    about: 'Mail the service figures of the week before',
    cron: '*/15 * * * *',
    run: async (kernel) => void (await mailWeek(kernel, { groupsSql, zoneSql })),
  },
  {
    name: 'count-service-days',
    about: 'Count the days of the service desk whose tickets have changed, so that figures are there at once',
    cron: '* * * * *',
    run: async (kernel) => void (await keepFigures(kernel)),
  },
  {
    name: 'service-levels',
    about: 'Do what is due about promises for tickets',
    cron: '* * * * *',
    run: async (kernel) => void (await watchPromises(kernel, { groupsSql })),
  },
  {
    name: 'forget-automation-runs',
    about: 'Forget what rules did more than 90 days ago',
    cron: '35 1 * * *',
    run: async ({ db, clock }) => void (await forgetRuns(db, new Date(clock.now().getTime() - 90 * dayMs))),
  },
  {
    name: 'forget-refused-sign-ins',
    about: 'Forget refused sign-ins of more than 30 days ago',
    cron: '50 1 * * *',
    run: async ({ db, clock }) => forgetRefusals(db, new Date(clock.now().getTime() - 30 * dayMs)),
  },
  {
    name: 'forget-processed',
    about: 'Forget which entries were acted on long ago',
    cron: '20 1 * * *',
    run: async ({ db, clock }) => void (await forgetProcessed(db, new Date(clock.now().getTime() - 30 * dayMs))),
  },
  {
    name: 'forget-ended-sessions',
    about: 'Forget sessions that ended',
    cron: '25 1 * * *',
    run: async ({ db, clock }) => forgetEnded(db, clock.now()),
  },
  {
    name: 'end-viewings',
    about: 'End views through the eyes of others that last too long',
    cron: '* * * * *',
    run: async (kernel) => endOverdueViewings(kernel),
  },
  {
    name: 'pursue-approvals',
    about: 'Remind people of approvals that wait',
    cron: '5 * * * *',
    run: async (kernel) => pursueApprovals(kernel),
  },
  {
    name: 'forget-mails',
    about: 'Forget mails of more than 30 days ago',
    cron: '35 1 * * *',
    run: async (kernel) => forgetMails(kernel),
  },
  {
    name: 'forget-ignored-mails',
    about: 'Forget received mails that were ignored more than 90 days ago',
    cron: '37 1 * * *',
    run: async (kernel) => forgetIgnored(kernel),
  },
  {
    name: 'forget-notifications',
    about: 'Forget old notifications',
    cron: '40 1 * * *',
    run: async (kernel) => forgetNotifications(kernel),
  },
  {
    name: 'forget-idempotency-keys',
    about: 'Forget keys of requests that can’t be repeated any more',
    cron: '27 * * * *',
    run: async ({ db, clock }) => void (await forgetKeys(db, clock.now())),
  },
  {
    name: 'forget-webhook-deliveries',
    about: 'Forget deliveries of webhooks of more than 30 days ago',
    cron: '45 1 * * *',
    run: async (kernel) => forgetDeliveries(kernel),
  },
  {
    name: 'clean-up-files',
    about: 'Remove uploaded files that no record points at',
    cron: '30 1 * * *',
    run: async (kernel) => void (await cleanUpFiles(kernel)),
  },
  ...contractJobs,
  ...obligationJobs,
  ...deliveryJobs,
  ...linkJobs,
  ...knowledgeJobs,
  ...ticketJobs,
]
