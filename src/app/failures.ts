import { failedRuns } from '../kernel/automation/failed-runs.server.ts'
import { failedEntries } from '../kernel/events/failed-entries.server.ts'
import type { FailureSource } from '../kernel/failures/source.server.ts'
import { failedJobs } from '../kernel/jobs/failed-jobs.server.ts'
import { failedMails } from '../kernel/mail/failed-mails.server.ts'
import { setAsideMails } from '../kernel/mail-in/set-aside-mails.server.ts'
import { failedCalls } from '../kernel/webhooks/failed-calls.server.ts'
import { jobs } from './jobs.ts'

/** Every kind of background work that may fail, in the order of the page. */
export const failureSources: readonly FailureSource[] = [
  failedJobs(jobs),
  failedMails,
  setAsideMails,
  failedCalls,
  failedRuns,
  failedEntries,
]
