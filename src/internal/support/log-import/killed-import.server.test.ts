import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { testDatabase } from '../../../../test/kit/database.ts'
import { factsOf } from '../../../../test/oracle/service-log.ts'

const file = path.resolve('test/data/service/incident-event-log.csv')
const { db, connectionString } = await testDatabase()
const children: ChildProcess[] = []
afterAll(() => children.forEach((child) => child.kill('SIGKILL')))

const begin = (): ChildProcess => {
  const program = path.resolve('test/kit/log-importing-process.ts')
  const child = spawn(process.execPath, [program, connectionString, file], { stdio: 'inherit' })
  children.push(child)
  return child
}
const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('close', resolve))
const count = async (what: string): Promise<number> =>
  (await db.query<{ n: number }>(`select count(*)::int as n from ${what}`))[0]?.n ?? 0

it('killed in the middle and begun again, an import is complete and nothing of it is doubled', async () => {
  const facts = factsOf(file)
  for (const most of [40, 200]) {
    const child = begin()
    await expect.poll(() => count('ticket'), { timeout: 30_000, interval: 10 }).toBeGreaterThan(most)
    const gone = ended(child)
    child.kill('SIGKILL')
    await gone
    expect(await count('ticket')).toBeLessThan(facts.tickets)
  }
  // Its connection may outlive it by a moment, and with it the lock.
  const code = async (): Promise<number | null> => ended(begin())
  await expect.poll(code, { timeout: 60_000 }).toBe(0)
  expect(await count('ticket')).toBe(facts.tickets)
  expect(await count('service_log_event')).toBe(facts.events)
  expect(await count('(select distinct number_elsewhere from ticket) as one')).toBe(facts.tickets)
  expect(await count(`history where type = 'ticket' and verb = 'created'`)).toBe(facts.tickets)
  expect(await count('(select name from person group by name having count(*) > 1) as twice')).toBe(0)
}, 120_000)
