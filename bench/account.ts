import { hashToken } from '../src/kernel/access/token.server.ts'
import { systemClock } from '../src/kernel/clock.ts'
import type { Db } from '../src/kernel/database/db.server.ts'

/** What proves the session of the account that is measured. */
export const token = 'a-token-to-measure-with'

/** An account for a person with these permissions, signed in. Returns its id. */
export async function signIn(db: Db, self: string, permissions: readonly string[]): Promise<string> {
  const account = systemClock.id()
  await db.query({
    text: `insert into role (name, label, about, permissions) values ('bench', 'Bench', 'Bench', $1)`,
    values: [permissions],
  })
  await db.query({
    text: `insert into account (id, name, email, self, roles, created_at, updated_at) values ($1, 'Agent', 'agent@example.com', $2, '{bench}', now(), now())`,
    values: [account, self],
  })
  await db.query({
    text: `insert into session (id, token, account_id, expires_at, created_at, updated_at) values ($1, $2, $3, now() + interval '1 day', now(), now())`,
    values: [systemClock.id(), hashToken(token), account],
  })
  return account
}
