import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kernel } from '../../src/kernel/kernel.server.ts'
import type { MailHandler } from '../../src/kernel/mail-in/handler.server.ts'
import { writeComment } from '../../src/kernel/traits/comments.server.ts'

/** A mail of the corpus, as it would arrive. */
export const corpusMail = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, '../data/mail/in', `${name}.eml`))

/** A plain mail, as it would arrive. */
export function plainMail({
  from = 'Ada Holm <ada@nordlys.example>',
  to = 'desk@deck.example',
  subject = 'Help',
  text = 'Nothing works.',
  id = null as string | null,
  headers = {} as Readonly<Record<string, string>>,
}): Buffer {
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Tue, 3 Mar 2026 09:00:00 +0100',
    ...(id === null ? [] : [`Message-ID: <${id}>`]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

/** Makes a service of each mail that begins something, and a comment on it of each that goes on. Words in the subject make it fail. */
export const serviceHandler: MailHandler = {
  handle: async ({ kernel, mail, thread }) => {
    const records = kernel.store.asSystem('test of mails')
    if (mail.kind === 'auto-reply') return { ignored: mail.kindSays }
    const recordId =
      thread.recordId ??
      (
        await records.create('service', {
          name: `${mail.subject} ${mail.id}`.slice(0, 160),
          purpose: mail.from?.address,
        })
      ).id
    await writeComment(kernel, records.who, { id: recordId, text: mail.markdown || '(no text)', isInternal: false })
    if (mail.subject.includes('[poison]')) throw new Error('This mail can’t be digested.')
    return { recordId, says: thread.recordId === null ? 'It made a service.' : 'It went on.' }
  },
  byNumber: async ({ tx, subject, from }) => {
    const number = /\[SVC-(\d{1,8})\]/.exec(subject)?.[1]
    if (number === undefined) return null
    const [found] = await tx.query<{ id: string; purpose: string | null }>({
      text: 'select id, purpose from service where number = $1',
      values: [Number(number)],
    })
    return found ? { recordId: found.id, number: `SVC-${number}`, isParticipant: found.purpose === from } : null
  },
}

/** A mailbox that mails are handed in for. */
export const makeMailbox = (
  { store }: Pick<Kernel, 'store'>,
  values: Readonly<Record<string, unknown>> = {},
): ReturnType<ReturnType<Kernel['store']['asSystem']>['create']> =>
  store
    .asSystem('test')
    .create('mailbox', { name: 'Service desk', address: 'desk@deck.example', way: 'listener', ...values })
