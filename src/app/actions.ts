import { checkActions, letterActions, obligationActions } from '../external/contracts/index.server.ts'
import { deliveryActions } from '../external/outsourcing/index.server.ts'
import { articleActions, ticketActions } from '../internal/support/index.server.ts'
import { dossierActions, measuringActions, vendorTicketActions } from '../links/index.server.ts'
import { testDirectory } from '../kernel/directory/directory.actions.server.ts'
import { tryProvider } from '../kernel/identity/provider.actions.server.ts'
import type { Kernel } from '../kernel/kernel.server.ts'
import { sendTest } from '../kernel/mail/mail.actions.server.ts'
import { tryMailbox } from '../kernel/mail-in/mailbox.actions.server.ts'
import type { ActionHandler } from '../kernel/record/action.server.ts'

/** What records' actions do, by 'record.action'. */
export const actions = (kernel: Kernel): Readonly<Record<string, ActionHandler>> => ({
  'mail_settings.sendTest': sendTest(kernel),
  'directory_settings.test': testDirectory(kernel),
  'mailbox.try': tryMailbox(kernel),
  'identity_provider.try': tryProvider(kernel),
  ...checkActions(kernel),
  ...obligationActions(kernel),
  ...letterActions(kernel),
  ...deliveryActions,
  ...measuringActions(kernel),
  ...dossierActions(kernel),
  ...articleActions(kernel),
  ...ticketActions(kernel),
  ...vendorTicketActions(kernel),
})
