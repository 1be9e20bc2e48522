import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { registry } from '../../app/records.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { mailServer } from '../../../test/kit/mail-server.ts'
import { systemClock } from '../clock.ts'
import { openStore } from '../record/store.server.ts'
import { settingsRow } from '../settings/settings.server.ts'
import { queueMail } from './mail.server.ts'

const { db, connectionString } = await testDatabase()
const server = await mailServer({ takes: 25 })
const mails = 250
const connections = 5
const children: ChildProcess[] = []
afterAll(() => children.forEach((child) => child.kill('SIGKILL')))

const program = join(import.meta.dirname, '../../../test/kit/sending-process.ts')
const begin = (): ChildProcess => {
  const secret = 'one secret for all senders of a test'
  const child = spawn(process.execPath, [program, connectionString, secret, '1500'], { stdio: 'inherit' })
  children.push(child)
  return child
}
const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('close', resolve))
const soon = { timeout: 20_000, interval: 5 }

test('killed in the middle again and again, workers lose no mail, and send none twice but what was on its way', async () => {
  const store = openStore({ db, registry, clock: systemClock })
  const record = registry.record('mail_settings')
  const values = { host: '127.0.0.1', port: server.port, security: 'none', fromAddress: 'deck@example.com' }
  await store.asSystem('test').update(record, (await settingsRow({ store }, record)).id, values)
  for (let n = 0; n < mails; n++)
    await queueMail(db, systemClock, { to: `crew${n}@example.com`, kind: 'test', subject: `Mail ${n}`, text: 'Hello' })

  const kills = 6
  for (let kill = 0; kill < kills; kill++) {
    const before = server.received.length
    const child = begin()
    await expect.poll(() => server.received.length, soon).toBeGreaterThan(before + 12 + kill)
    child.kill('SIGKILL')
    await ended(child)
  }
  begin()
  const left = async (): Promise<unknown> => (await db.query(`select 1 from mail where state <> 'sent' limit 1`)).length
  await expect.poll(left, soon).toBe(0)

  const ids = server.received.map(({ mail }) => mail.messageId)
  expect(new Set(ids).size).toBe(mails)
  expect(new Set(server.received.map(({ to }) => to)).size).toBe(mails)
  // What SMTP leaves open: taken on, and the one who sent it died before hearing so.
  expect(ids.length - mails).toBeLessThanOrEqual(kills * connections)
}, 90_000)
