import { noteAct } from '../acts/act.server.ts'
import { invalid } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import type { ActionHandler } from '../record/action.server.ts'
import { faultWords, type ImapFailure } from './fault.ts'
import { connect } from './imap.server.ts'
import { imapMailboxOf } from './mailboxes.server.ts'
import { openTokens, TokenFailure } from './oauth.server.ts'

/** Signs in to a mailbox and looks into its folder, and changes nothing; throws Invalid with what is wrong in words. */
export const tryMailbox =
  (kernel: Kernel): ActionHandler =>
  async ({ row, records, tx }) => {
    if (row.way !== 'imap')
      throw invalid([{ field: 'way', says: 'Mail is handed in here; there is no server to try.' }])
    const mailbox = await imapMailboxOf(kernel, row.id)
    try {
      const client = await connect(mailbox, { token: openTokens(kernel), limit: 10_000 })
      try {
        await client.mailboxOpen(mailbox.folder, { readOnly: true })
      } finally {
        client.close()
      }
    } catch (error) {
      const says = error instanceof TokenFailure ? error.message : faultWords(error as ImapFailure, mailbox)
      throw invalid([{ field: error instanceof TokenFailure ? 'tokenEndpoint' : 'host', says }], says)
    }
    await noteAct(
      { db: tx, clock: kernel.clock, who: records.who },
      { kind: 'mailbox.tried', says: `tried the mailbox ${mailbox.name}` },
    )
  }
