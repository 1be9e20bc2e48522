import type { Kernel } from '../kernel.server.ts'
import { readPolicy } from './policy.server.ts'

/** A session as its owner and administrators see it. */
export interface ShownSession {
  readonly id: string
  readonly address: string | null
  readonly userAgent: string | null
  readonly method: string
  readonly createdAt: string
  readonly lastSeenAt: string
}

/** Where an account is signed in, what was used last first; at most a hundred. */
export async function listSessions(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  account: string,
): Promise<readonly ShownSession[]> {
  const { sessionLasts, idleTimeOut } = await readPolicy(db)
  const now = clock.now().getTime()
  const rows = await db.query<SessionRow>({
    text: `select id, address, user_agent, method, created_at, updated_at from session
      where account_id = $1 and expires_at > $2 and created_at > $3 and updated_at > $4 and not is_replaced
      order by updated_at desc limit 100`,
    values: [account, new Date(now), new Date(now - sessionLasts * 1000), new Date(now - idleTimeOut * 1000)],
  })
  return rows.map(({ id, address, user_agent, method, created_at, updated_at }) => ({
    id,
    address,
    userAgent: user_agent,
    method,
    createdAt: created_at.toISOString(),
    lastSeenAt: updated_at.toISOString(),
  }))
}

interface SessionRow {
  readonly id: string
  readonly address: string | null
  readonly user_agent: string | null
  readonly method: string
  readonly created_at: Date
  readonly updated_at: Date
}
