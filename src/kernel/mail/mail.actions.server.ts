import { noteAct } from '../acts/act.server.ts'
import { Failure, invalid } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import type { ActionHandler } from '../record/action.server.ts'
import { settingsOf } from '../settings/settings.server.ts'
import { writeLetter } from './letter.ts'
import { MailSettings } from './mail.settings.ts'
import { domainOf } from './message.ts'
import { failureWords, type SmtpFailure } from './outcome.ts'
import { openTransport } from './transport.server.ts'

/** Sends a test mail at once, past the queue; throws Invalid with what went wrong in words. */
export const sendTest =
  (kernel: Kernel, { limit = 15_000 } = {}): ActionHandler =>
  async ({ input, records, tx }) => {
    const settings = await settingsOf(kernel, MailSettings)
    if (settings.host === null)
      throw invalid([{ field: 'host', says: 'Name a mail server and save first.' }], 'There is no mail server yet.')
    const id = kernel.clock.id()
    const transport = openTransport(settings, { connections: 1, limit, files: kernel.files })
    try {
      await transport.send({
        id,
        kind: 'test',
        to_address: String(input.to),
        to_name: null,
        from_name: null,
        subject: `A test mail from ${settings.fromName}`,
        ...writeLetter({
          brand: settings.fromName,
          heading: 'Mail works',
          blocks: [
            { says: `This was sent by way of ${settings.host} to see whether it arrives. Nothing needs doing.` },
          ],
          action: { label: 'Open Quarterdeck', url: kernel.url },
        }),
        headers: {},
        thread: null,
        letter: null,
        message_id: `<${id}@${domainOf(settings.fromAddress ?? '')}>`,
      })
    } catch (error) {
      throw new Failure('Invalid', failureWords(error as SmtpFailure, settings), { cause: error })
    } finally {
      transport.close()
    }
    await noteAct(
      { db: tx, clock: kernel.clock, who: records.who },
      { kind: 'mail.tried', says: `sent a test mail to ${String(input.to)}` },
    )
  }
