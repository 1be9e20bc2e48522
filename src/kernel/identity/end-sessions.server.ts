import type { Db } from '../database/db.server.ts'

interface Named {
  readonly provider: string
  /** Null: whoever has the session. */
  readonly subject: string | null
  /** The provider's names for its sessions; empty: all of the subject's. */
  readonly sids: readonly string[]
}

/** Ends the sessions that a provider names, and the sign-ins that still wait for their second step. Resolves to how many sessions. */
export async function endSessions(tx: Db, { provider, subject, sids }: Named): Promise<number> {
  const values = [provider, subject, sids]
  await tx.query({
    text: `delete from verification where id in (
      select id from (
        select id, (value::jsonb ->> 'vouched')::jsonb as vouched from verification where identifier like 'second-step:%'
      ) waiting
      where vouched ->> 'provider' = $1 and ($2::text is null or vouched ->> 'subject' = $2)
        and ($3::text[] = '{}' or vouched ->> 'sid' = any($3)))`,
    values,
  })
  const ended = await tx.query({
    text: `delete from session where id in (select session_id from identity_session
      where provider = $1 and ($2::text is null or subject = $2) and ($3::text[] = '{}' or sid = any($3))) returning id`,
    values,
  })
  return ended.length
}
