import { notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { readLink, signLink } from '../mail/signed-link.server.ts'
import { kindNames, notificationKinds, type NotificationKind, type Way } from './kinds.ts'
import { readPreferences, setWays } from './preferences.server.ts'

/** What an unsubscribe link is about: one kind of notification, or the daily digest. */
export type Topic = NotificationKind | 'digest'
export interface Unsubscribed {
  readonly topic: string
  /** How the account was told before, by kind; sent back to undo it. */
  readonly was: Readonly<Partial<Record<NotificationKind, Way>>>
}

const purpose = 'unsubscribe'
const yearMs = 365 * 86_400_000

/** The token that lets whoever reads a mail have no more of these, without signing in, for a year. */
export const unsubscribeToken = (
  secret: string,
  { account, topic, now }: { account: string; topic: Topic; now: Date },
): string => signLink(secret, { purpose, subject: `${account} ${topic}`, until: new Date(now.getTime() + yearMs) })

/** Ends the mails that a token is about; the inbox goes on. Throws NotFound for a token that isn't ours or is over. */
export async function unsubscribe(
  { db, secret, clock }: Pick<Kernel, 'db' | 'secret' | 'clock'>,
  token: string,
): Promise<Unsubscribed> {
  const { account, topic } = readToken(secret, token, clock.now())
  const { ways } = await readPreferences(db, account)
  const kinds = topic === 'digest' ? kindNames.filter((kind) => ways[kind] === 'digest') : [topic]
  const was = Object.fromEntries(kinds.map((kind) => [kind, ways[kind]]))
  await setWays(
    db,
    account,
    Object.fromEntries(kinds.filter((kind) => ways[kind] !== 'nothing').map((kind) => [kind, 'app'])),
  )
  return { topic: topic === 'digest' ? 'The daily digest' : notificationKinds[topic].label, was }
}

/** Takes an unsubscribing back, as far as the token reaches. */
export async function resubscribe(
  { db, secret, clock }: Pick<Kernel, 'db' | 'secret' | 'clock'>,
  { token, was }: { token: string; was: Unsubscribed['was'] },
): Promise<void> {
  const { account, topic } = readToken(secret, token, clock.now())
  const reached = Object.entries(was).filter(([kind, way]) => (topic === 'digest' ? way === 'digest' : kind === topic))
  await setWays(db, account, Object.fromEntries(reached))
}

function readToken(secret: string, token: string, now: Date): { account: string; topic: Topic } {
  const [account = '', topic = ''] = readLink(secret, purpose, token, now)?.split(' ') ?? []
  if (topic === 'digest' || kindNames.includes(topic as NotificationKind)) return { account, topic: topic as Topic }
  throw notFound('This link')
}
