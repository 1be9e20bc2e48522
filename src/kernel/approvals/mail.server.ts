import type { Db } from '../database/db.server.ts'
import { queueMail } from '../mail/mail.server.ts'
import { readLink, signLink } from '../mail/signed-link.server.ts'
import type { ApprovalKernel } from './ask.server.ts'
import type { Stored, StoredStep } from './stored.server.ts'

const purpose = 'approval'
const dayMs = 86_400_000
const linkDays = 30

/** Mails each of those asked a link of their own, which decides without signing in, unless they want no mails about approvals. */
export async function mailSeats(
  { kernel, tx }: { kernel: ApprovalKernel; tx: Db },
  {
    approval,
    step,
    accounts,
    isAgain,
  }: { approval: Stored; step: StoredStep; accounts: readonly string[]; isAgain: boolean },
): Promise<void> {
  const wanting = await tx.query<{ id: string; name: string; email: string }>({
    text: `select a.id, a.name, a.email from account a left join notification_preference p on p.account_id = a.id and p.kind = 'approval_asked'
      where a.id = any($1) and not a.is_disabled and coalesce(p.way, 'mail') in ('mail', 'digest') order by a.id`,
    values: [accounts],
  })
  for (const { id, name, email } of wanting) {
    const subject = JSON.stringify({ step: step.id, account: id, hash: approval.hash })
    const until = new Date(kernel.clock.now().getTime() + linkDays * dayMs)
    const link = `${kernel.url}/approve/${signLink(kernel.secret, { purpose, subject, until })}`
    const values = approval.shown.map(({ label, value, before }) =>
      before === undefined ? `${label}: ${value}` : `${label}: ${value} (was ${before || 'empty'})`,
    )
    await queueMail(tx, kernel.clock, {
      to: email,
      name,
      subject: `${isAgain ? 'Still waiting: ' : 'Your approval: '}${approval.title}`,
      text: [
        `${approval.byName} asks for your approval: ${approval.title}`,
        ...(approval.text ? [approval.text] : []),
        values.join('\n'),
        `Look at it and decide:\n${link}`,
        'The link is yours alone: whoever has it can decide in your name. Opening it decides nothing yet.',
      ].join('\n\n'),
      thread: approval.recordId,
      kind: 'approval_asked',
    })
  }
}

/** Whom a link of such a mail is for, and what of; null where it isn't one, or is over. */
export function readApprovalLink(
  { secret, clock }: Pick<ApprovalKernel, 'secret' | 'clock'>,
  token: string,
): Linked | null {
  const subject = readLink(secret, purpose, token, clock.now())
  return subject === null ? null : (JSON.parse(subject) as Linked)
}
export interface Linked {
  readonly step: string
  readonly account: string
  readonly hash: string
}
