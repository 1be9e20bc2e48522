import { followDocuments, followObligations } from '../external/contracts/index.server.ts'
import { linkProcessors, takingVendorAnswers } from '../links/index.server.ts'
import { filingVendorMail, vendorProcessors } from '../external/vendors/index.server.ts'
import { OrganisationSettings } from '../foundation/organisation/index.ts'
import { linkAccounts } from '../foundation/people/index.server.ts'
import { groupsSql, zoneSql } from '../foundation/who.server.ts'
import { supportProcessors, ticketMail } from '../internal/support/index.server.ts'
import { lapseApprovals } from '../kernel/approvals/follow.server.ts'
import { startProcessors } from '../kernel/events/processing.server.ts'
import type { Processor } from '../kernel/events/processor.server.ts'
import { anchorHistory } from '../kernel/history/anchor.server.ts'
import { makePartitions } from '../kernel/history/partition.server.ts'
import { automation } from '../kernel/automation/automation.server.ts'
import { startJobs } from '../kernel/jobs/jobs.server.ts'
import type { Kernel } from '../kernel/kernel.server.ts'
import { startIntake } from '../kernel/mail-in/intake.server.ts'
import { startListener } from '../kernel/mail-in/listener.server.ts'
import { startMailWork } from '../kernel/mail-in/work.server.ts'
import type { MailInConfig } from '../kernel/config.server.ts'
import { startSending } from '../kernel/mail/sender.server.ts'
import { tellPeople } from '../kernel/notifications/follow-history.server.ts'
import { postDue } from '../kernel/notifications/poster.server.ts'
import { followGroupRoles } from '../kernel/scim/group-roles.server.ts'
import { settingsOf } from '../kernel/settings/settings.server.ts'
import { followForWebhooks } from '../kernel/webhooks/follow.server.ts'
import { startWebhooks } from '../kernel/webhooks/sender.server.ts'
import { watchCreated } from '../kernel/traits/watch-created.server.ts'
import { jobs } from './jobs.ts'

/** What follows the history in the background. */
const processors: readonly Processor[] = [watchCreated]
const anchorEvery = 5000
const postEvery = 3000

/** Starts the background work; resolves to what stops it. */
export async function startWorker(
  kernel: Kernel,
  { connectionString, mailIn }: { connectionString: string; mailIn: MailInConfig },
): Promise<() => Promise<void>> {
  await makePartitions(kernel.db, kernel.clock.now())
  const running = await startJobs(kernel, { jobs, connectionString })
  const processing = startProcessors(kernel, [
    ...processors,
    lapseApprovals(kernel),
    automation(kernel, { groupsSql }),
    tellPeople(kernel, { groupsSql }),
    followForWebhooks(kernel),
    followGroupRoles(kernel),
    linkAccounts(kernel),
    ...supportProcessors(kernel),
    followDocuments(kernel),
    followObligations(kernel),
    ...linkProcessors(kernel),
    ...vendorProcessors(kernel),
  ])
  const anchoring = repeat(anchorEvery, async () => {
    await anchorHistory(kernel.db, kernel.clock.now()).catch((error: unknown) =>
      kernel.log.warn({ err: error }, 'The history could not be anchored; it is tried again.'),
    )
  })
  const zone = async (): Promise<string> => (await settingsOf(kernel, OrganisationSettings)).timeZone
  const posting = repeat(postEvery, async () => {
    await postDue(kernel, { groupsSql, zoneSql, zone }).catch((error: unknown) =>
      kernel.log.warn({ err: error }, 'What people are told could not be mailed; it is tried again.'),
    )
  })
  const sending = startSending(kernel)
  const calling = startWebhooks(kernel, { groupsSql })
  const listening = await startListener(kernel, mailIn)
  const fetching = startIntake(kernel)
  const receiving = startMailWork(kernel, takingVendorAnswers(filingVendorMail(ticketMail)))
  return async () => {
    await Promise.all([
      anchoring.stop(),
      processing.stop(),
      posting.stop(),
      sending.stop(),
      calling.stop(),
      listening.stop(),
      fetching.stop(),
      receiving.stop(),
      running.stop(),
    ])
  }
}

// One run after another, never two at once.
function repeat(milliseconds: number, work: () => Promise<void>): { readonly stop: () => Promise<void> } {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> = Promise.resolve()
  const next = (): void => {
    timer = setTimeout(() => {
      current = work().then(() => (isStopped ? undefined : next()))
    }, milliseconds)
  }
  next()
  return {
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await current
    },
  }
}
