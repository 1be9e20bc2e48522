import type { Kernel } from '../../../kernel/kernel.server.ts'
import { toldWeek } from './week.ts'

type SubscriptionKernel = Pick<Kernel, 'db' | 'clock'>

/** Whether an account has the figures mailed each week. */
export async function isSubscribed({ db }: SubscriptionKernel, account: string): Promise<boolean> {
  const rows = await db.query({ text: 'select 1 from figures_subscription where account_id = $1', values: [account] })
  return rows.length > 0
}

/** From the next Monday on, or no more. */
export async function subscribe({ db, clock }: SubscriptionKernel, account: string, isOn: boolean): Promise<void> {
  if (!isOn)
    return void (await db.query({ text: 'delete from figures_subscription where account_id = $1', values: [account] }))
  // Wherever the reader is, its Monday comes after this day.
  const { monday } = toldWeek(clock.now(), 'UTC')
  await db.query({
    text: 'insert into figures_subscription (account_id, mailed_on) values ($1, $2) on conflict do nothing',
    values: [account, monday],
  })
}
