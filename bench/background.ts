// What workers do behind the requests: rules judged on what happened, people told.
import { setTimeout } from 'node:timers/promises'
import { groupsSql, zoneSql } from '../src/foundation/who.server.ts'
import { automation } from '../src/kernel/automation/automation.server.ts'
import type { Db } from '../src/kernel/database/db.server.ts'
import { type Processing, startProcessors } from '../src/kernel/events/processing.server.ts'
import { processorStates } from '../src/kernel/events/state.server.ts'
import { notify } from '../src/kernel/notifications/notify.server.ts'
import { postDue } from '../src/kernel/notifications/poster.server.ts'
import { secondsOf } from './drive.ts'
import { benchKernel } from './kernel.ts'
import { type Loaded, ticket } from './load.ts'
import { benchRegistry } from './ticket.ts'

const events = 10_000
const rules = 20
const told = 5000

/** Seconds in which 20 rules are judged on 10,000 new tickets, and how often one of them acted. */
export async function judgeRules(db: Db, { teams, people }: Loaded): Promise<{ seconds: number; acted: number }> {
  const kernel = benchKernel(db, benchRegistry)
  const records = kernel.store.asSystem('bench')
  const processor = automation(kernel, { groupsSql })
  const start = (): Processing => startProcessors(kernel, [processor])
  await following(db, start())
  for (let n = 0; n < rules; n += 1)
    await records.create('automation_rule', {
      name: `Rule ${n}`,
      recordType: 'bench_ticket',
      verbs: ['created'],
      conditions: { priority: 'critical', team: teams[n], title: { contains: 'printer' }, state: 'open' },
      actions: [{ do: 'comment', text: '{title} is critical.' }],
      isOn: true,
    })
  const all = Array.from({ length: events }, (_, n) => ticket(n + 90_000_000, teams, people))
  await records.createMany('bench_ticket', all)
  const seconds = await secondsOf(() => following(db, start()))
  const [runs] = await db.query<{ n: number }>('select count(*) as n from automation_run')
  return { seconds, acted: runs?.n ?? 0 }
}

/** Until everything that happened has been looked at. */
async function following(db: Db, processing: Processing): Promise<void> {
  const isDone = async (): Promise<boolean> => (await processorStates(db))[0]?.behind === 0
  while (!(await isDone())) await setTimeout(20)
  await processing.stop()
}

/** Notifications per second: told to accounts that want each by mail, and those mails queued. */
export async function tellPeople(db: Db): Promise<{ toldPerSecond: number; queuedPerSecond: number }> {
  const kernel = benchKernel(db, benchRegistry)
  const accounts = Array.from({ length: told }, () => kernel.clock.id())
  await db.query({
    text: `insert into account (id, name, email, created_at, updated_at)
      select id, 'Crew', id || '@example.com', now(), now() from unnest($1::uuid[]) id`,
    values: [accounts],
  })
  const news = { accounts, kind: 'mentioned', recordId: null, title: 'All hands', text: 'At three' } as const
  const telling = await secondsOf(() => notify(db, kernel.clock, news))
  const mails = async (): Promise<number> =>
    (await db.query<{ n: number }>('select count(*) as n from mail'))[0]?.n ?? 0
  const queueing = await secondsOf(async () => {
    while ((await mails()) < told) await postDue(kernel, { groupsSql, zoneSql, zone: async () => 'Europe/Berlin' })
  })
  return { toldPerSecond: told / telling, queuedPerSecond: told / queueing }
}
