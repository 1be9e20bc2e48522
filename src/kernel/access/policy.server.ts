import type { Db } from '../database/db.server.ts'
import { type SignInPolicy, standardPolicy } from './policy.ts'

/** What this installation asks of those who sign in, as set on the page of settings. */
export async function readPolicy(db: Db): Promise<SignInPolicy> {
  const [row] = await db.query<SignInPolicy>(
    `select shortest_password as "shortestPassword", refuses_common as "refusesCommon", session_lasts as "sessionLasts",
      idle_time_out as "idleTimeOut", second_factor_for as "secondFactorFor" from sign_in_settings limit 1`,
  )
  return row ?? standardPolicy
}
