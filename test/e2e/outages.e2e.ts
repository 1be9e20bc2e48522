import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { ask, make, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

/** An hour and a half in the middle of last month. */
function lastMonth(): { readonly startedAt: string; readonly endedAt: string; readonly holdsFrom: string } {
  const now = new Date()
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth() - 1]
  return {
    startedAt: new Date(Date.UTC(year, month, 15, 9)).toISOString(),
    endedAt: new Date(Date.UTC(year, month, 15, 10, 30)).toISOString(),
    holdsFrom: new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10),
  }
}

/** The page of an engagement of the demo company whose vendor promises availability and repairs. */
async function mailboxes(page: Page): Promise<string> {
  const filter = encodeURIComponent(JSON.stringify({ name: 'Mailboxes, calendars and files for everyone' }))
  const { rows } = await ask<{ rows: readonly { number: string }[] }>(page, `/engagements?filter=${filter}`)
  return `/engagements/${rows[0]?.number}`
}

describe('outages and what suppliers owe for them', () => {
  test('a service owner finds an outage of last month as a claim with its evidence, and sends it without writing anything again', async () => {
    const manager = await signIn('Vendor manager')
    const owner = await signIn('Operations engineer')
    const { page, visit, picture, checkAccessibility } = owner
    const { startedAt, endedAt, holdsFrom } = lastMonth()
    const { self } = await ask<{ self: { id: string } }>(page, '/me')
    const name = unique('Weather data')
    const service = await make(page, 'services', { name, owner: self.id })
    const what = unique('No weather data')
    const does = 'takes in the readings of all stations'
    const item = await make(page, 'configuration-items', { name: unique('Receiver'), services: [service.id], does })
    await make(page, 'outages', { name: what, configurationItem: item.id, startedAt, endedAt, cause: 'provider' })

    const promise = await make(manager.page, 'availability-promises', {
      ...{ name: `${name}, 99.9 % a month`, services: [service.id], owner: self.id, holdsFrom, target: '99.9' },
      ...{
        tiers: 'below 99.9: 10 %\nbelow 99: 25 %',
        monthlyFee: { amount: '1200.00', currency: 'EUR' },
        claimDays: 90,
      },
    })
    const drafted = async (): Promise<number> => {
      const filter = encodeURIComponent(JSON.stringify({ promise: promise.id }))
      return (await ask<{ count: number }>(page, `/service-credits/count?filter=${filter}`)).count
    }
    await expect.poll(drafted, { timeout: 20_000 }).toBe(1)

    await visit('/service-credits')
    await page.getByRole('link', { name }).click()
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    const worked = page.getByRole('region', { name: 'How it was worked out' })
    await worked.getByText(/counts, because Receiver.* takes in the readings of all stations: 90 min\./).waitFor()
    await worked.getByText(/It was down for 90 min: .* = 99\.7\d+ %/).waitFor()
    await worked.getByText(/10 % of the fee of the service of €1,200\.00 are €120\.00/).waitFor()
    await worked.getByRole('link', { name: what }).waitFor()
    await checkAccessibility()
    await picture('service-credit')

    await page.getByRole('button', { name: 'Send claim' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Sent on').fill(new Date().toISOString().slice(0, 10))
    await dialog.getByRole('button', { name: 'Send claim' }).click()
    await page.getByRole('button', { name: 'They accept' }).waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    await picture('service-credit-phone')
    await page.setViewportSize({ width: 1280, height: 800 })
    await worked.getByRole('link', { name: what }).click()
    await page.getByRole('heading', { name: what, level: 1 }).waitFor()
    await page.getByRole('link', { name }).first().waitFor()
    await checkAccessibility()
    await picture('outage-of-item')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await visit(`/configuration-items/${item.number}`)
    await page.getByText(does).first().waitFor()
    await checkAccessibility()
    await picture('configuration-item-dark-phone')

    await manager.visit(`/availability-promises/${promise.number}`)
    await manager.page.getByRole('tab', { name: 'Kept' }).click()
    await manager.page.getByRole('link', { name: /, sent$/ }).waitFor()
    await manager.checkAccessibility()
    await manager.picture('availability-promise')
  })

  test('a promise that counts requests is measured by them, says for which days there are none, and is claimed', async () => {
    const { page, visit, picture, checkAccessibility } = await signIn('Vendor manager')
    const { holdsFrom } = lastMonth()
    const { rows } = await ask<{ rows: readonly { id: string; title: string }[] }>(page, '/services?limit=1')
    const [service] = rows
    const promise = await make(page, 'availability-promises', {
      ...{ name: unique('By requests'), services: [service?.id], holdsFrom, timeZone: 'UTC', target: '99.9' },
      ...{ counts: 'requests', tiers: 'below 99.9: 10 %', claimDays: 90 },
      monthlyFee: { amount: '500.00', currency: 'EUR' },
    })
    const day = (n: number): string => new Date(Date.parse(holdsFrom) + n * 86_400_000).toISOString()
    for (const n of [3, 4])
      await make(page, 'request-counts', {
        ...{ promise: promise.id, service: service?.id, startsAt: day(n), endsAt: day(n + 1), total: 1000, failed: 20 },
      })
    const filter = encodeURIComponent(JSON.stringify({ promise: promise.id }))
    const claims = async () =>
      (await ask<{ rows: readonly { number: string; evidence: string }[] }>(page, `/service-credits?filter=${filter}`))
        .rows
    await expect
      .poll(async () => (await claims())[0]?.evidence, { timeout: 20_000 })
      .toContain('Of 2,000 requests 40 failed: 98.0000 %.')
    await visit(`/availability-promises/${promise.number}`)
    await page.getByRole('tab', { name: 'Kept' }).click()
    await page
      .getByText(/^no counts for \d+ of \d+ days$/)
      .first()
      .waitFor()
    await checkAccessibility()
    await picture('promise-by-requests')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await visit(`/service-credits/${(await claims())[0]?.number}`)
    const worked = page.getByRole('region', { name: 'How it was worked out' })
    await worked.getByText(/^No counts for \d+ of \d+ days \(.*\): unknown, not 100 %\.$/).waitFor()
    await picture('claim-by-requests-phone')
  })

  test('a vendor manager sees what is to be claimed, and how a promise was kept, in the dark', async () => {
    const { page, visit, picture, checkAccessibility } = await signIn('Vendor manager', { colorScheme: 'dark' })
    await visit('/service-credits')
    await picture('service-credits-dark')
    await visit('/availability-promises')
    await page.getByRole('link', { name: 'Mailboxes, 99.9 % a month' }).click()
    await page.getByRole('tab', { name: 'Kept' }).click()
    await page.getByText(/It was missed in \d+ of the last \d+ periods\./).waitFor()
    await checkAccessibility()
    await picture('availability-promise-dark')
    await page
      .getByRole('link', { name: /^CRD-\d+, / })
      .first()
      .click()
    await page.getByText('rests on').first().waitFor()
    await picture('service-credit-dark')
  })

  test('a vendor manager reads the report of last month, enters what the vendor says, and opens what a figure rests on', async () => {
    const { page, visit, picture, checkAccessibility } = await signIn('Vendor manager')
    const bought = await mailboxes(page)
    const { id: engagement, vendor } = await ask<{ id: string; vendor: { id: string } }>(page, bought)
    const late = unique('Reports come late')
    await make(page, 'vendor-issues', { title: late, vendor: vendor.id, engagement, dueOn: '2026-01-15' })
    await visit(bought)
    await page.getByRole('link', { name: 'Open the report of last month' }).click()
    await page.getByRole('heading', { name: /^Service report, \w+ \d{4}$/, level: 1 }).waitFor()
    await page.getByText(/^Mailboxes, 99\.9 % a month: \d+\.\d{4} %/).waitFor()
    await page.getByRole('button', { name: 'Enter their figures' }).click()
    const form = page.getByRole('form', { name: 'What they report' })
    await form.getByLabel('Tickets in hand', { exact: true }).fill('many')
    await form.getByLabel('Availability, %').fill('90,5')
    await form.getByLabel('Availability: in their words').fill('Page 2 of their report')
    await form.getByRole('button', { name: 'Keep their figures' }).click()
    await form.getByText('Write a number such as 99.95.').waitFor()
    await checkAccessibility()
    await picture('service-report-form')
    await form.getByLabel('Tickets in hand', { exact: true }).fill('')
    await form.getByRole('button', { name: 'Keep their figures' }).click()
    await page
      .getByText(/They say \d+\.\d+ points less, beyond the 0\.01 points that counting differently makes\. Ask why\./)
      .waitFor()
    const open = page.getByRole('region', { name: 'Open actions' })
    await open.getByRole('listitem').filter({ hasText: 'late, was due on' }).getByRole('link', { name: late }).waitFor()
    await page.getByText('What it rests on: Availability').click()
    await page.getByRole('link', { name: /^AVP-\d+ Mailboxes, 99\.9 % a month/ }).waitFor()
    await checkAccessibility()
    await picture('service-report')
    await page.emulateMedia({ media: 'print' })
    await page.getByRole('button', { name: 'Print' }).waitFor({ state: 'hidden' })
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('link', { name: 'Month before' }).click()
    await page.getByRole('link', { name: 'Month after' }).waitFor()
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 390, height: 844 })
    await checkAccessibility()
    await picture('service-report-dark-phone')
  })

  test('a measured value leads from the scorecard of an engagement to the rows that it rests on', async () => {
    const { page, visit, picture, checkAccessibility } = await signIn('Vendor manager', { colorScheme: 'dark' })
    await visit(await mailboxes(page))
    const scores = page.getByRole('region', { name: 'How they do' })
    await scores.getByText(/% promised; /).waitFor()
    await picture('engagement-scores-dark')
    await scores
      .getByRole('listitem')
      .filter({ hasText: /% promised; / })
      .getByRole('link', { name: 'What it rests on' })
      .click()
    const rests = page.getByRole('region', { name: 'What it rests on' })
    await rests.getByRole('link', { name: /^AVP-\d+ Mailboxes, 99\.9 % a month/ }).waitFor()
    await checkAccessibility()
    await picture('scorecard-value-dark')
  })
})
