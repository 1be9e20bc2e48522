import type { Db } from '../database/db.server.ts'
import { readPolicy } from './policy.server.ts'

const dayMs = 86_400_000

/** Removes sessions that are over, codes that are too old to be used, and attempts that no longer count. */
export async function forgetEnded(db: Db, now: Date): Promise<void> {
  const { idleTimeOut } = await readPolicy(db)
  const idle = new Date(now.getTime() - idleTimeOut * 1000)
  await db.query({ text: 'delete from session where expires_at < $1 or updated_at < $2', values: [now, idle] })
  await db.query({ text: 'delete from verification where expires_at < $1', values: [now] })
  await db.query({ text: 'delete from throttle where updated_at < $1', values: [new Date(now.getTime() - dayMs)] })
}
