import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { makeSecret } from './signature.server.ts'

type Needs = Pick<Kernel, 'db' | 'clock' | 'sealer'>
/** How long the secret before goes on signing, so that the receiver can change over. */
const bothFor = 86_400_000

/** Makes the secret of a webhook, in place of the one it has: that one signs for another day. Shown this once. */
export async function replaceSecret(
  { db, clock, sealer }: Needs,
  webhook: string,
): Promise<{ readonly secret: string; readonly oldUntil: string | null }> {
  const secret = makeSecret()
  const now = clock.now()
  const until = new Date(now.getTime() + bothFor)
  return db.transaction(async (tx) => {
    await tx.query({ text: 'select 1 from record where id = $1 for update', values: [webhook] })
    // Two at most: what was being replaced already is over now.
    await tx.query({
      text: 'delete from webhook_secret where webhook_id = $1 and until is not null',
      values: [webhook],
    })
    const replaced = await tx.query({
      text: 'update webhook_secret set until = $2 where webhook_id = $1 returning 1',
      values: [webhook, until],
    })
    await tx.query({
      text: 'insert into webhook_secret (id, webhook_id, sealed, made_at) values ($1, $2, $3, $4)',
      values: [clock.id(), webhook, sealer.seal(secret), now],
    })
    return { secret, oldUntil: replaced.length > 0 ? until.toISOString() : null }
  })
}

/** The secrets that sign now, the newest first. */
export async function secretsOf({ db, clock, sealer }: Needs, webhook: string): Promise<readonly string[]> {
  const rows = await db.query<{ sealed: string }>({
    text: `select sealed from webhook_secret where webhook_id = $1 and (until is null or until > $2)
      order by until is not null, made_at desc`,
    values: [webhook, clock.now()],
  })
  return rows.map(({ sealed }) => sealer.open(sealed))
}

/** When the secret in use was made, and until when the one before goes on signing. */
export async function secretState(
  { db, clock }: Pick<Needs, 'clock'> & { readonly db: Db },
  webhook: string,
): Promise<{ readonly madeAt: string | null; readonly oldUntil: string | null }> {
  const [row] = await db.query<{ made_at: Date | null; until: Date | null }>({
    text: `select max(made_at) filter (where until is null) as made_at, max(until) filter (where until > $2) as until
      from webhook_secret where webhook_id = $1`,
    values: [webhook, clock.now()],
  })
  return { madeAt: row?.made_at?.toISOString() ?? null, oldUntil: row?.until?.toISOString() ?? null }
}
