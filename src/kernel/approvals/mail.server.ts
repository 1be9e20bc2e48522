import type { Db } from '../database/db.server.ts'
import { queueMail } from '../mail/mail.server.ts'
import { writeLetter } from '../mail/letter.ts'
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
    await queueMail(tx, kernel.clock, {
      to: email,
      name,
      subject: `${isAgain ? 'Still waiting: ' : 'Your approval: '}${approval.title}`,
      ...letterOf(approval, link),
      thread: approval.recordId,
      kind: 'approval_asked',
    })
  }
}

/** What is asked, what it is bound to, and the one thing to do. */
function letterOf(approval: Stored, link: string): { readonly text: string; readonly html: string } {
  const shown = approval.shown.map(({ label, value, before }) => ({
    title: label,
    text: before === undefined ? value : `${value} (was ${before || 'empty'})`,
  }))
  return writeLetter({
    brand: 'Quarterdeck',
    heading: `${approval.byName} asks for your approval: ${approval.title}`,
    blocks: [...(approval.text ? [{ quotes: approval.text }] : []), ...(shown.length > 0 ? [{ lists: shown }] : [])],
    action: { label: 'Look at it and decide', url: link },
    footer: ['The link is yours alone: whoever has it can decide in your name.', 'Opening it decides nothing yet.'],
  })
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
