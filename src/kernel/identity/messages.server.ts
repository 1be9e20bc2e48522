import type { Db } from '../database/db.server.ts'

interface Taken {
  readonly provider: string
  readonly message: string
  readonly now: Date
  readonly minutes: number
}

/** Notes that a provider's message was taken, and answers whether it is the first time; it is remembered for so many minutes. */
export async function isFirst(db: Db, { provider, message, now, minutes }: Taken): Promise<boolean> {
  await db.query({ text: 'delete from identity_message where expires_at < $1', values: [now] })
  const fresh = await db.query({
    text: 'insert into identity_message (provider, message_id, expires_at) values ($1, $2, $3) on conflict do nothing returning 1',
    values: [provider, message, new Date(now.getTime() + minutes * 60_000)],
  })
  return fresh.length > 0
}
