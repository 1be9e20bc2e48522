import { buffer } from 'node:stream/consumers'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { inside } from '../record/inside.server.ts'
import { readBounce } from '../mail/bounce.ts'
import { noteBounced } from '../mail/queue.server.ts'
import type { MailHandler } from './handler.server.ts'
import { knownOf, namesOf, noteIds } from './known.server.ts'
import type { ParsedMail, Verdict } from './mail.ts'
import {
  type ClaimedMail,
  claimMails,
  type Ending,
  noteEnded,
  noteFailed,
  noteRead,
  type ReadOfMail,
  takeMail,
} from './queue.server.ts'
import { readMail, Unreadable } from './read-mail.server.ts'
import { fuseMs, overFuse } from './fuse.server.ts'
import { threadOf } from './thread.ts'
import { verdictOf } from './verdict.server.ts'

export interface MailWorkOptions {
  /** Mails dealt with at once (4). */
  readonly parallel?: number
  /** How long a mail belongs to the worker that deals with it (120,000 ms). */
  readonly lease?: number
  /** A mail that takes longer has failed (60,000 ms). */
  readonly limit?: number
  /** How often the queue is looked at when there was nothing to do (500 ms). */
  readonly poll?: number
}

/** Deals with what came in for as long as this process lives; any number of processes may. */
export function startMailWork(
  kernel: Kernel,
  handler: MailHandler,
  { parallel = 4, lease = 120_000, limit = 60_000, poll = 500 }: MailWorkOptions = {},
): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const did = await dealWithSome(kernel, handler, { parallel, lease, limit }).catch((error: unknown) => {
        kernel.log.error({ error: String(error) }, 'Mails that came in can’t be dealt with; it is tried again.')
        return null
      })
      if (did === null) await pause(5000, stopping.signal)
      else if (did === 0) await pause(poll, stopping.signal)
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

/** Deals with one handful of mails that are due; resolves to how many. */
export async function dealWithSome(
  kernel: Kernel,
  handler: MailHandler,
  { parallel = 4, lease = 120_000, limit = 60_000 }: MailWorkOptions = {},
): Promise<number> {
  const claimed = await claimMails(kernel, { most: parallel, lease })
  await Promise.all(
    claimed.map(async (mail) => {
      const seen: Seen = { read: null }
      try {
        await within(limit, deal(kernel, handler, { claimed: mail, seen }))
      } catch (error) {
        const isOurs = error instanceof OurFault
        kernel.log.warn({ mail: mail.id, attempts: mail.attempts, error: String(error) }, 'A mail that came in failed.')
        await noteFailed(kernel, mail, { says: wordsOf(error), isOurs, read: seen.read })
      }
    }),
  )
  return claimed.length
}

/** Something that isn't the mail's fault, such as a file store that doesn't answer. */
class OurFault extends Error {}

/** What is known of a mail by the time that dealing with it fails. */
interface Seen {
  read: ReadOfMail | null
}

async function deal(
  kernel: Kernel,
  handler: MailHandler,
  { claimed, seen }: { claimed: ClaimedMail; seen: Seen },
): Promise<void> {
  const raw = await readRaw(kernel, claimed.raw)
  const mail = await readOrSayWhy(raw, await ourAddresses(kernel)())
  if (typeof mail === 'string') return setAside(kernel, claimed, mail)
  const verdict =
    claimed.verdict ??
    (await verdictOf({ raw, envelope: claimed.envelope, trustedServer: claimed.mailbox.trustedServer }))
  const read = { from: mail.from, subject: mail.subject, verdict }
  seen.read = read
  // One that stopped its worker may do so again: then it is known what it was.
  if (claimed.attempts > 1) await noteRead(kernel.db, claimed.id, read)
  const reported = mail.kind === 'bounce' ? await hearBounce(kernel, raw) : null
  await kernel.db.transaction(async (tx) => {
    if (!(await takeMail(tx, claimed, namesOf(mail, claimed.identity)))) return
    const ending = reported ?? (await decide(inside(kernel, tx), handler, { claimed, mail, verdict }))
    await noteEnded(tx, claimed.id, { read, ending, now: kernel.clock.now() })
  })
}

/** The mail as it arrived. Where the store can't be read the mail isn't to blame; where it has lost it, it is set aside. */
async function readRaw({ files }: Kernel, key: string): Promise<Buffer> {
  try {
    return await buffer(await files.read(key))
  } catch (error) {
    if (error instanceof Failure && error.code === 'NotFound') throw error
    throw new OurFault('The file store can’t be read.', { cause: error })
  }
}

/** Trying again makes no broken mail whole. */
async function readOrSayWhy(raw: Buffer, ours: readonly string[]): Promise<ParsedMail | string> {
  try {
    return await readMail(raw, ours)
  } catch (error) {
    if (error instanceof Unreadable) return error.message
    throw error
  }
}

async function setAside({ db, clock }: Kernel, claimed: ClaimedMail, reason: string): Promise<void> {
  await noteFailed({ db, clock }, claimed, { says: reason, isLast: true })
}

type Addresses = () => Promise<readonly string[]>
const addressesOf = new WeakMap<Kernel['kept'], Addresses>()

/** Our own addresses, in lower case. */
function ourAddresses({ kept, db }: Kernel): Addresses {
  const known =
    addressesOf.get(kept) ??
    kept.of(['mailbox', 'mail_settings'], async () =>
      (
        await db.query<{ address: string }>(
          `select lower(address) as address from mailbox union select lower(from_address) from mail_settings where from_address is not null`,
        )
      ).map(({ address }) => address),
    )
  addressesOf.set(kept, known)
  return known
}

/** What a report means for the mails that we sent. */
async function hearBounce(kernel: Kernel, raw: Buffer): Promise<Ending> {
  const bounce = await readBounce(raw)
  const failures = bounce?.failures.slice(0, 20) ?? []
  let noted = 0
  for (const id of bounce?.ids.slice(0, 20) ?? [])
    for (const failed of failures) if (await noteBounced(kernel, { id, ...failed })) noted += 1
  if (noted === 0) return { state: 'ignored', reason: 'A mail server reports a delivery that isn’t one of ours.' }
  const whom = failures.map(({ address }) => address).join(', ')
  return { state: 'done', reason: `A mail of ours to ${whom} came back, which is noted with that mail.` }
}

interface Deciding {
  readonly claimed: ClaimedMail
  readonly mail: ParsedMail
  readonly verdict: Verdict
}

async function decide(kernel: Kernel, handler: MailHandler, { claimed, mail, verdict }: Deciding): Promise<Ending> {
  const { db: tx, secret, clock } = kernel
  const { mailbox, envelope, identity, is_released: isReleased } = claimed
  if (mail.kind === 'loop') return { state: 'ignored', reason: mail.kindSays }
  if (mail.from === null) return { state: 'quarantined', reason: 'It doesn’t say whom it is from.' }
  const since = new Date(clock.now().getTime() - fuseMs)
  const known = await knownOf(tx, {
    ...{ mail, mailbox, secret, handler, identity, since },
    recipients: envelope.to ?? [],
  })
  if (known.twin !== null)
    return { state: 'ignored', reason: `The same mail came by ${known.twin} and was dealt with.` }
  if (mail.messageId !== null && known.ids.get(mail.messageId)?.kind === 'ours')
    return { state: 'ignored', reason: 'One of our own mails came back.' }
  const thread = threadOf(mail, { ...known, isDisowned: verdict.dmarc === 'fail' })
  const fuse = isReleased
    ? null
    : await overFuse(tx, { mailbox, from: mail.from.address, sent: known.sent, recordId: thread.recordId, since })
  if (fuse !== null) return { state: 'quarantined', reason: fuse }
  const received = { ...mail, id: claimed.id, receivedAt: claimed.received_at, verdict }
  const handled = await handler.handle({ kernel, tx, mail: received, thread, mailbox, isReleased })
  if ('ignored' in handled) return { state: 'ignored', reason: handled.ignored }
  if ('quarantined' in handled) return { state: 'quarantined', reason: handled.quarantined }
  const { recordId, comment = null } = handled
  const named = [...mail.references, ...mail.inReplyTo].map((messageId) => ({
    messageId,
    recordId,
    kind: 'named' as const,
  }))
  const own = mail.messageId === null ? [] : [{ messageId: mail.messageId, recordId, kind: 'theirs' as const }]
  await noteIds(tx, [...own, ...named], clock.now())
  return { state: 'done', reason: `${handled.says} ${thread.says}`, recordId, comment }
}

async function within(limit: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${Math.round(limit / 1000)} seconds.`)), limit)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const problems = error instanceof Failure ? error.problems.map(({ field, says }) => `${field}: ${says}`) : []
  return [error.message, ...problems].join(' ')
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(done, milliseconds)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
