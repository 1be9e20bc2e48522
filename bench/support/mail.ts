import type { Kernel } from '../../src/kernel/kernel.server.ts'
import { keepMails } from '../../src/kernel/mail-in/keep.server.ts'
import { dealWithSome } from '../../src/kernel/mail-in/work.server.ts'
import { ticketMail } from '../../src/internal/support/index.server.ts'
import { secondsOf } from '../drive.ts'
import { type Row, row } from '../table.ts'

const mails = 500

/** Mails of people that the desk knows, kept as they arrive and made tickets of: how many a second. */
export async function mailIntake(kernel: Kernel): Promise<readonly Row[]> {
  const mailbox = await mailboxOf(kernel)
  const turn = kernel.clock.id()
  const arriving = Array.from({ length: mails }, (_, n) => ({ mailbox, raw: mailOf(n, turn) }))
  const keeping = await secondsOf(async () => {
    for (let from = 0; from < mails; from += 10) await keepMails(kernel, arriving.slice(from, from + 10))
  })
  const dealing = await secondsOf(async () => {
    while ((await dealWithSome(kernel, ticketMail)) > 0);
  })
  const [done] = await kernel.db.query<{ n: number }>({
    text: `select count(*) as n from mail_in where mailbox = $1 and state = 'done' and message_id like $2`,
    values: [mailbox, `%${turn}%`],
  })
  if (done?.n !== mails) throw new Error(`Of ${mails} mails ${done?.n} became tickets.`)
  const figure = (says: string, seconds: number): Row =>
    row(says, { figures: ['', '', '', Math.round(mails / seconds).toString()] })
  return [
    figure('mails kept as they arrive/s', keeping),
    figure('the same made tickets with an answer/s', dealing),
    figure('both together: mail intake/s', keeping + dealing),
  ]
}

async function mailboxOf({ store }: Kernel): Promise<string> {
  const records = store.asSystem('bench')
  const [known] = (await records.list('mailbox', { limit: 1 })).rows
  if (known) return known.id
  const free = { mostPerSender: 100_000, mostPerRecord: 100_000 }
  const made = await records.create('mailbox', { name: 'Desk', address: 'desk@example.com', way: 'listener', ...free })
  return made.id
}

function mailOf(n: number, turn: string): Buffer {
  const lines = [
    `From: Person ${n} <person${n}@example.com>`,
    ...['To: Desk <desk@example.com>', `Subject: The printer on floor ${n % 31} shows an error`],
    ...[`Message-ID: <${n}.${turn}@example.com>`, `Date: ${new Date().toUTCString()}`, 'MIME-Version: 1.0'],
    ...['Content-Type: text/html; charset=utf-8', '', '<p>Hello,</p>'],
    `<p>since this <b>morning</b> the printer in room ${n} shows an error, and ${'the paper has to wait. '.repeat(20)}</p>`,
    '<blockquote><p>On Monday somebody wrote:</p><p>It works again.</p></blockquote>',
  ]
  return Buffer.from(lines.join('\r\n'))
}
