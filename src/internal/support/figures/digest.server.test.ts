import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { groupsSql, zoneSql } from '../../../foundation/who.server.ts'
import { mailWeek } from './digest.server.ts'
import { subscribe } from './subscription.server.ts'

const clock = testClock('2026-11-18T09:00:00.000Z')
const { kernel, app, db } = await testApplication({ clock, url: 'https://deck.example' })
const world = createWorld(kernel)
const path = '/api/v1/support/figures/subscription'
const zones = { groupsSql, zoneSql }
const mails = () =>
  db.query<{ to_address: string; subject: string; text: string; html: string }>(
    `select to_address, subject, text, html from mail where kind = 'service-figures' order by created_at`,
  )
const headers = (token: string) => ({ authorization: `Bearer ${token}` })
const permissions = ['ticket.read', 'support_figures.read', 'team.read', 'person.read']
let berlin: string
let account: string
let token: string

beforeAll(async () => {
  const person = await world.another('person', { timeZone: 'Europe/Berlin' })
  const made = await createCaller(kernel, { permissions, self: person.id })
  berlin = `${made.account}@example.com`
  token = made.token
  account = made.account
  const { id } = await kernel.store.asSystem('test').create('ticket', { title: 'No sound', requester: person.id })
  clock.advance(2 * 3_600_000)
  await kernel.store.asSystem('test').move('ticket', id, 'resolve', { set: { resolutionCode: 'solved' } })
})

describe('the figures of a week', () => {
  it('come by mail to who wants them, on Monday at seven where they are, once with two workers', async () => {
    expect((await app.inject({ url: path, headers: headers(token) })).json()).toEqual({ isOn: false })
    const put = { method: 'PUT', url: path, headers: headers(token), payload: { isOn: true } } as const
    expect((await app.inject(put)).json()).toEqual({ isOn: true })
    expect(await mailWeek(kernel, zones)).toBe(0)
    clock.set('2026-11-23T05:30:00.000Z')
    expect(await mailWeek(kernel, zones)).toBe(0)
    clock.set('2026-11-23T06:10:00.000Z')
    const done = await Promise.all([mailWeek(kernel, zones), mailWeek(kernel, zones)])
    expect(done.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(await mailWeek(kernel, zones)).toBe(0)
    const [mail, ...more] = await mails()
    expect(more).toEqual([])
    expect(mail).toMatchObject({ to_address: berlin, subject: 'Service figures, 16 – 22 November 2026' })
  }, 30_000)

  it('are five sentences and five figures with links, in text and in HTML', async () => {
    const [mail] = await mails()
    expect(mail?.text.replaceAll('\u00a0', ' ')).toContain('1 ticket was opened and 1 resolved.')
    expect(mail?.text.match(/^\* /gm)).toHaveLength(5)
    expect(mail?.text.match(/https:\/\/deck\.example\/(tickets\?filter|support\/promises\?ask)=/g)).toHaveLength(5)
    expect(mail?.html).toContain('https://deck.example/support/figures?from=2026-11-16&amp;to=2026-11-22')
  })

  it('come again the week after, also when nobody was there to send them on Monday', async () => {
    clock.set('2026-12-02T12:00:00.000Z')
    expect(await mailWeek(kernel, zones)).toBe(1)
    expect((await mails()).at(-1)?.subject).toBe('Service figures, 23 – 29 November 2026')
  })

  it('come no more to who doesn’t want them, or may not see them', async () => {
    const other = await createCaller(kernel, { permissions: ['ticket.read'] })
    await subscribe(kernel, other.account, true)
    await subscribe(kernel, account, false)
    clock.set('2026-12-14T12:00:00.000Z')
    expect(await mailWeek(kernel, zones)).toBe(0)
  })
})
