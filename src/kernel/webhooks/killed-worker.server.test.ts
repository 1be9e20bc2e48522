import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeRegistry } from '../../app/records.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { httpReceiver } from '../../../test/kit/receiver.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { allowHere } from '../../../test/kit/webhooks.ts'
import { holderOf } from '../access/holder.server.ts'
import { systemClock } from '../clock.ts'
import { makePartitions } from '../history/partition.server.ts'
import { openKernel } from '../open-kernel.server.ts'
import { replaceSecret } from './secrets.server.ts'

const { db, connectionString } = await testDatabase()
const receiver = await httpReceiver()
const secret = 'one secret for all workers of a test'
const refuse = (): never => {
  throw new Error('This test keeps no files.')
}
const files = { put: refuse, read: refuse, remove: refuse, list: refuse }
const log = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined }
const kernel = openKernel({
  db,
  registry: makeRegistry(),
  clock: systemClock,
  files,
  log,
  secret,
  url: 'http://localhost',
})
const children: ChildProcess[] = []
afterAll(() => children.forEach((child) => child.kill('SIGKILL')))

const program = join(import.meta.dirname, '../../../test/kit/calling-process.ts')
function begin(): ChildProcess {
  const child = spawn(process.execPath, [program, connectionString, secret, '1500'], { stdio: 'inherit' })
  children.push(child)
  return child
}
const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('close', resolve))
const soon = { timeout: 30_000, interval: 5 }
const idsOf = (): readonly unknown[] => receiver.received.map(({ headers }) => headers['webhook-id'])

test('killed in the middle again and again, two workers lose nothing, and tell nothing twice but what was on its way', async () => {
  await makePartitions(db, systemClock.now())
  await allowHere(kernel, 5)
  const { account } = await createCaller(kernel, { permissions: ['*'] })
  const owner = await holderOf(db, account)
  if (!owner) throw new Error('There is no owner.')
  const { id } = await kernel.store
    .as(owner)
    .create('webhook', { name: 'All', url: receiver.url, recordTypes: ['team'] })
  await replaceSecret(kernel, id)
  receiver.answer((answer) => void setTimeout(() => answer.writeHead(204).end(), 20))

  const many = 200
  const kills = 5
  const steady = begin()
  let doomed = begin()
  const position = async (): Promise<unknown> =>
    (await db.query(`select 1 from processor where name = 'webhooks'`)).length
  await expect.poll(position, soon).toBe(1)
  const writing = kernel.store.asSystem('test').createMany(
    'team',
    Array.from({ length: many }, (_, n) => ({ name: `Team ${n}` })),
  )
  for (let kill = 0; kill < kills; kill++) {
    const before = receiver.received.length
    await expect.poll(() => receiver.received.length, soon).toBeGreaterThan(before + 8)
    doomed.kill('SIGKILL')
    await ended(doomed)
    doomed = begin()
  }
  expect((await writing).filter(({ ok }) => ok)).toHaveLength(many)
  steady.kill('SIGKILL')
  await ended(steady)
  await expect.poll(() => new Set(idsOf()).size, soon).toBe(many)
  const left = async (): Promise<unknown> =>
    (await db.query(`select 1 from webhook_delivery where state in ('waiting', 'sending') limit 1`)).length
  await expect.poll(left, soon).toBe(0)
  expect(new Set(idsOf()).size).toBe(many)
  // What was on its way when its worker died comes again, under the same id: four at most of each webhook.
  expect(idsOf().length - many).toBeLessThanOrEqual((kills + 1) * 4)
}, 120_000)
