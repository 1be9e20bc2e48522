import { openCalendars } from '../foundation/calendars/index.server.ts'
import { syncWhenDue } from '../foundation/directory/index.server.ts'
import { groupsSql } from '../foundation/who.server.ts'
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
import { forgetMails } from '../kernel/mail/admin.server.ts'
import { forgetNotifications } from '../kernel/notifications/inbox.server.ts'
import type { Job } from '../kernel/jobs/jobs.server.ts'
import { forgetDeliveries } from '../kernel/webhooks/log.server.ts'

const dayMs = 86_400_000

/** Everything that happens on its own, and when. */
export const jobs: readonly Job[] = [
  {
    name: 'history-partitions',
    cron: '10 1 * * *',
    run: async ({ db, clock }) => void (await makePartitions(db, clock.now())),
  },
  { name: 'directory-sync', cron: '* * * * *', run: syncWhenDue },
  {
    name: 'automation-schedule',
    cron: '* * * * *',
    run: (kernel) => runDueRules(kernel, { calendarOf: openCalendars(kernel.store).find, groupsSql }),
  },
  {
    name: 'forget-automation-runs',
    cron: '35 1 * * *',
    run: async ({ db, clock }) => void (await forgetRuns(db, new Date(clock.now().getTime() - 90 * dayMs))),
  },
  {
    name: 'forget-refused-sign-ins',
    cron: '50 1 * * *',
    run: async ({ db, clock }) => forgetRefusals(db, new Date(clock.now().getTime() - 30 * dayMs)),
  },
  {
    name: 'forget-processed',
    cron: '20 1 * * *',
    run: async ({ db, clock }) => void (await forgetProcessed(db, new Date(clock.now().getTime() - 30 * dayMs))),
  },
  {
    name: 'forget-ended-sessions',
    cron: '25 1 * * *',
    run: async ({ db, clock }) => forgetEnded(db, clock.now()),
  },
  {
    name: 'end-viewings',
    cron: '* * * * *',
    run: async (kernel) => endOverdueViewings(kernel),
  },
  {
    name: 'pursue-approvals',
    cron: '5 * * * *',
    run: async (kernel) => pursueApprovals(kernel),
  },
  {
    name: 'forget-mails',
    cron: '35 1 * * *',
    run: async (kernel) => forgetMails(kernel),
  },
  {
    name: 'forget-notifications',
    cron: '40 1 * * *',
    run: async (kernel) => forgetNotifications(kernel),
  },
  {
    name: 'forget-idempotency-keys',
    cron: '27 * * * *',
    run: async ({ db, clock }) => void (await forgetKeys(db, clock.now())),
  },
  {
    name: 'forget-webhook-deliveries',
    cron: '45 1 * * *',
    run: async (kernel) => forgetDeliveries(kernel),
  },
  {
    name: 'clean-up-files',
    cron: '30 1 * * *',
    run: async (kernel) => void (await cleanUpFiles(kernel)),
  },
]
