import type { Db } from '../database/db.server.ts'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { notify } from '../notifications/notify.server.ts'
import type { Claimed } from './queue.server.ts'
import { givesUpAfter } from './retry.ts'

/** Notes that something arrived. */
export async function noteArrived(db: Db, webhook: string): Promise<void> {
  await db.query({
    text: `update webhook_health set failing_since = null, off_because = null
      where webhook_id = $1 and (failing_since is not null or off_because is not null)`,
    values: [webhook],
  })
}

/** Notes that something didn't arrive. True when nothing has for three days. */
export async function noteTrouble(db: Db, { webhook, now }: { webhook: string; now: Date }): Promise<boolean> {
  const [row] = await db.query<{ since: Date }>({
    text: `insert into webhook_health as h (webhook_id, failing_since) values ($1, $2)
      on conflict (webhook_id) do update set failing_since = coalesce(h.failing_since, excluded.failing_since)
      returning failing_since as since`,
    values: [webhook, now],
  })
  return row !== undefined && now.getTime() - row.since.getTime() >= givesUpAfter
}

/** Switches a webhook off and tells whoever saved it last. What waits goes on waiting until it is on again. */
export async function switchOff(
  { store, clock }: Pick<Kernel, 'store' | 'clock'>,
  { webhook, name, owner }: Pick<Claimed, 'webhook' | 'name' | 'owner'>,
  because: string,
): Promise<void> {
  await store
    .asSystem('webhooks')
    .transaction(async (records, tx) => {
      const row = await records.get('webhook', webhook)
      if (row.isOn !== true) return
      await records.update('webhook', webhook, { isOn: false }, { reason: because })
      await tx.query({
        text: `insert into webhook_health as h (webhook_id, off_because) values ($1, $2)
        on conflict (webhook_id) do update set off_because = excluded.off_because, failing_since = null`,
        values: [webhook, because],
      })
      await notify(tx, clock, {
        accounts: owner === null ? [] : [owner],
        kind: 'webhook_off',
        recordId: webhook,
        title: `Your webhook “${name}” was switched off`,
        text: `${because} What it didn’t tell is kept for 30 days: mend what is wrong, switch it on again, and it is sent.`,
      })
    })
    .catch((error: unknown) => {
      // Archived meanwhile: then there is nothing left to switch off.
      if (!(error instanceof Failure)) throw error
    })
}
