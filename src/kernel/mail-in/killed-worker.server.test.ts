import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { makeMailbox, plainMail } from '../../../test/kit/mail-in.ts'
import { systemClock } from '../clock.ts'
import { keepMails } from './keep.server.ts'

const { kernel, db, connectionString } = await testApplication({ clock: systemClock })
const children: ChildProcess[] = []
afterAll(() => children.forEach((child) => child.kill('SIGKILL')))
const program = join(import.meta.dirname, '../../../test/kit/receiving-process.ts')
const begin = (): ChildProcess => {
  const folder = join(kernel.data, 'files')
  const child = spawn(process.execPath, [program, connectionString, folder, kernel.secret, '400'], { stdio: 'inherit' })
  children.push(child)
  return child
}
const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('close', resolve))
const soon = { timeout: 30_000, interval: 5 }
const mails = 200
const count = async (text: string): Promise<number> => (await db.query<{ n: number }>(text))[0]?.n ?? 0
const done = (): Promise<number> => count(`select count(*) as n from mail_in where state = 'done'`)

test('killed in the middle again and again, workers lose no mail, and no mail has its effect twice', async () => {
  const desk = await makeMailbox(kernel, { mostPerSender: 1000 })
  // Every fourth answers the one before, so that threads are written to by several at once.
  const raws = Array.from({ length: mails }, (_, n) =>
    plainMail({
      id: `mail${n}@a`,
      subject: `Mail ${n}`,
      from: `p${n % 20}@partner.example`,
      ...(n % 4 === 3 && { headers: { 'In-Reply-To': `<mail${n - 1}@a>` } }),
    }),
  )
  for (const raw of raws) await keepMails(kernel, [{ mailbox: desk.id, raw }])
  // Handed in once more: whoever was killed before the server heard that they were kept.
  for (const raw of raws.slice(0, 50)) expect(await keepMails(kernel, [{ mailbox: desk.id, raw }])).toBe(0)

  for (let kill = 0; kill < 5; kill++) {
    const before = await done()
    const child = begin()
    await expect.poll(done, soon).toBeGreaterThan(before + 7 + kill)
    child.kill('SIGKILL')
    await ended(child)
  }
  begin()
  await expect.poll(() => count(`select count(*) as n from mail_in where state = 'new'`), soon).toBe(0)

  expect(await done()).toBe(mails)
  expect(await count('select count(*) as n from comment')).toBe(mails)
  expect(await count('select count(*) as n from service')).toBe(mails - mails / 4)
  expect(await count(`select count(*) as n from message_thread where kind = 'theirs'`)).toBe(mails)
}, 120_000)
