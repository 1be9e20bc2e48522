import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, expect, it } from 'vitest'
import { ask, make, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

const got: { readonly body: string; readonly headers: IncomingHttpHeaders }[] = []
let status = 204
const receiver = createServer((request, answer) => {
  let body = ''
  request.on('data', (part: Buffer) => (body += part.toString()))
  request.on('end', () => {
    got.push({ body, headers: request.headers })
    answer
      .writeHead(status, { 'content-type': 'application/json' })
      .end(status === 204 ? '' : '{"error":"queue is full"}')
  })
})
await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', () => resolve()))
const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`
afterAll(() => new Promise<void>((resolve) => void receiver.close(() => resolve())))

it('has an administrator set up a webhook, allow its address, see what arrives and why something doesn’t, and send it again', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Administrator')
  await visit('/webhooks')
  await picture('webhooks-empty')
  const name = unique('Chat of the service desk')
  await visit('/webhooks/new')
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('textbox', { name: 'Address' }).fill(url)
  await page.getByRole('combobox', { name: 'Records' }).click()
  await page.getByRole('option', { name: 'Services', exact: true }).click()
  await page.keyboard.press('Escape')
  await checkAccessibility()
  await picture('webhook-form')
  await page.keyboard.press('Control+Enter')

  await page.getByRole('heading', { name }).waitFor()
  await page.getByText('Nothing is sent yet').waitFor()
  await page.getByRole('button', { name: 'Make the secret' }).click()
  const secret = (await page.locator('code', { hasText: 'whsec_' }).textContent()) ?? ''
  await checkAccessibility()
  await picture('webhook-secret')

  await page.getByRole('button', { name: 'Send a test' }).click()
  await page
    .getByText(/127\.0\.0\.1 is an address of this machine/)
    .first()
    .waitFor()
  expect(got).toHaveLength(0)
  const address = page.url()

  await visit('/admin/settings#outbound_settings')
  const lines = page.getByRole('textbox', { name: 'Allowed inside the network' })
  await lines.fill('127.0.0.1')
  await page.keyboard.press('Control+Enter')
  await expect
    .poll(
      async () => (await ask<{ rows: { allowed: string | null }[] }>(page, '/calls-to-other-systems')).rows[0]?.allowed,
    )
    .toBe('127.0.0.1')

  await page.goto(address)
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('It arrived: 204').first().waitFor()
  expect(new Webhook(secret).verify(got[0]?.body ?? '', got[0]?.headers as Record<string, string>)).toMatchObject({
    type: 'webhook.test',
  })

  const service = unique('Payroll')
  await make(page, 'services', { name: service, criticality: 'vital' })
  await page
    .getByRole('listitem')
    .filter({ hasText: `${service} was created` })
    .waitFor()
  status = 503
  const other = unique('Timesheets')
  await make(page, 'services', { name: other })
  await page.getByText('It answered 503: it has trouble of its own.').first().waitFor()
  const line = page.getByRole('listitem').filter({ hasText: other })
  await line.getByRole('button', { name: 'Show the requests' }).click()
  await page.getByText('queue is full').first().waitFor()
  await checkAccessibility()
  await picture('webhook-log')
  await page.getByRole('heading', { name }).scrollIntoViewIfNeeded()
  await picture('webhook-trouble')
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture('webhook-log-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 390, height: 844 })
  await checkAccessibility()
  await picture('webhook-log-narrow')
  await page.setViewportSize({ width: 1280, height: 800 })

  status = 204
  await line.getByRole('button', { name: 'Try it now' }).click()
  await expect.poll(() => got.filter(({ body }) => body.includes(other)).length, { timeout: 15_000 }).toBeGreaterThan(1)
  await line.getByText('Arrived').waitFor()
  await visit('/webhooks')
  await picture('webhooks')
})
