import type { Rule } from '../automation/action.ts'
import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import type { Records, Row } from '../record/store.server.ts'
import { queueTellings } from './queue.server.ts'

interface Calling {
  readonly webhook: string
  readonly row: Row
  readonly record: AnyRecord
  readonly rule: Pick<Rule, 'name'>
}

/** Has a webhook told of a record because a rule says so, once the caller's transaction is committed. Resolves to what was done, in words. */
export async function callWebhook(
  { db, clock, records }: Pick<Kernel, 'clock'> & { readonly db: Db; readonly records: Records },
  { webhook, row, record, rule }: Calling,
): Promise<string> {
  const { id, title } = await records.get('webhook', webhook)
  const key = `rule ${clock.id()}`
  const telling = {
    webhook: id,
    key,
    event: `${record.name}.called`,
    recordId: row.id,
    at: clock.now(),
    rule: rule.name,
  }
  await queueTellings({ db, clock }, [telling])
  return `Called the webhook “${title}”`
}
