import { beforeAll, describe, expect, it, vi } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { mailServer } from '../../../../test/kit/mail-server.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { groupsSql, zoneSql } from '../../../foundation/who.server.ts'
import { startSending } from '../../../kernel/mail/sender.server.ts'
import { settingsRow } from '../../../kernel/settings/settings.server.ts'
import { mailWeek } from './digest.server.ts'
import { isSubscribed, subscribe } from './subscription.server.ts'

const clock = testClock('2026-11-18T09:00:00.000Z')
const { kernel, app } = await testApplication({ clock, url: 'https://deck.example' })
const beyond = await mailServer()
const permissions = ['ticket.read', 'support_figures.read', 'team.read', 'person.read']
let account: string
let path: string

/** The mail as it arrived at another server, and where its head says that one POST ends these. */
beforeAll(async () => {
  const person = await createWorld(kernel).another('person', { timeZone: 'Europe/Berlin' })
  account = (await createCaller(kernel, { permissions, self: person.id })).account
  const { id } = await settingsRow(kernel, kernel.registry.record('mail_settings'))
  await kernel.store.asSystem('test').update('mail_settings', id, {
    ...{ host: '127.0.0.1', port: beyond.port, security: 'none', fromAddress: 'deck@example.com' },
  })
  await subscribe(kernel, account, true)
  clock.set('2026-11-23T06:10:00.000Z')
  expect(await mailWeek(kernel, { groupsSql, zoneSql })).toBe(1)
  const sender = startSending(kernel, { poll: 20 })
  await vi.waitFor(() => expect(beyond.received).toHaveLength(1), { timeout: 20_000 })
  await sender.stop()
  const list = beyond.received[0]?.mail.headers.get('list') as { unsubscribe?: { url?: string } }
  expect(list).toMatchObject({ 'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' } })
  expect(list.unsubscribe?.url).toMatch(/^https:\/\/deck\.example\/weekly-figures\/[\w~-]+$/)
  path = new URL(list.unsubscribe?.url ?? '').pathname
}, 60_000)

const isOn = () => isSubscribed(kernel, account)
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const post = (payload: string, headers: Record<string, string> = form) =>
  app.inject({ method: 'POST', url: path, headers, payload })

describe('the link that ends the weekly figures', () => {
  it('stands at the end of the mail, too, and only asks when it is opened: scanners of mails open links', async () => {
    expect(beyond.received[0]?.mail.text).toContain(`https://deck.example${path}`)
    const page = await app.inject({ url: path })
    expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(page.body).toContain('Send me no more of them')
    await app.inject({ method: 'HEAD', url: path })
    expect(await isOn()).toBe(true)
  })

  it('ends them by one POST without signing in, as RFC 8058 has it, however the program writes its form', async () => {
    const boundary = 'xyz'
    const part = `--${boundary}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--${boundary}--\r\n`
    for (const [payload, headers] of [
      ['List-Unsubscribe=One-Click', form],
      [part, { 'content-type': `multipart/form-data; boundary=${boundary}` }],
    ] as const) {
      await subscribe(kernel, account, true)
      expect((await post(payload, headers)).statusCode).toBe(200)
      expect(await isOn()).toBe(false)
    }
    clock.set('2026-11-30T12:00:00.000Z')
    expect(await mailWeek(kernel, { groupsSql, zoneSql })).toBe(0)
  })

  it('is taken back by its own page, and pressed twice changes nothing more', async () => {
    expect((await post('')).body).toContain('Send them again')
    expect((await app.inject({ url: path })).body).toContain('You get no more of these mails')
    expect((await post('do=again')).body).toContain('These mails come again')
    expect(await isOn()).toBe(true)
  })

  it('is worth nothing when it isn’t ours, or a year old', async () => {
    const forged = `${path.slice(0, -4)}AAAA`
    expect((await app.inject({ method: 'POST', url: forged, headers: form, payload: '' })).statusCode).toBe(410)
    clock.set('2027-11-24T06:10:00.000Z')
    expect((await post('')).statusCode).toBe(410)
    expect(await isOn()).toBe(true)
  })
})
