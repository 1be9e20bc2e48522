import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { ask, setMailServer } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { anonymous, signIn } = withBrowser()

it('tells somebody at once who is mentioned, in an inbox that the keyboard works through', async () => {
  const manager = await signIn('IT manager')
  // What other journeys told them counts as read.
  const cleared = await manager.page.request.put('/api/v1/inbox/read', {
    data: { isRead: true },
    headers: { 'X-Quarterdeck': 'web' },
  })
  expect(cleared.status()).toBe(204)
  await manager.visit('/inbox')
  const bell = manager.page.getByRole('link', { name: /^Inbox/ })
  const { self } = await ask<{ self: { id: string; title: string } }>(manager.page, '/me')
  const cio = await signIn('CIO')
  const { rows } = await ask<{ rows: readonly { id: string; title: string }[] }>(cio.page, '/services?limit=2')
  for (const { id } of rows) await comment(cio.page, id, `Please look, @[${self.title}](person:${self.id})`)
  await expect.poll(() => bell.getAttribute('aria-label'), { timeout: 15_000 }).toBe('Inbox, 2 unread')
  const lines = manager.page.locator('[data-group]')
  await expect.poll(() => lines.count()).toBe(2)
  await manager.checkAccessibility()
  await manager.picture('inbox')

  await manager.page.keyboard.press('j')
  await manager.page.keyboard.press('e')
  await expect.poll(() => lines.count()).toBe(1)
  await manager.page.keyboard.press('j')
  await manager.page.keyboard.press('Enter')
  await manager.page.waitForURL(/\/services\//)
  await expect.poll(() => bell.getAttribute('aria-label')).toBe('Inbox')
})

it('lets everybody choose how to be told', async () => {
  const { page, visit, picture } = await signIn('Employee', { viewport: { width: 320, height: 640 } })
  await visit('/account/notifications')
  await page.getByLabel('Comments on what I watch').selectOption('mail')
  await page.getByLabel('Quiet hours').click()
  await page.getByLabel('From').waitFor()
  await fitsAcross(page)
  await picture('notifications-narrow')
  await visit('/account/notifications')
  expect(await page.getByLabel('Comments on what I watch').inputValue()).toBe('mail')
  expect(await page.getByLabel('Quiet hours').isChecked()).toBe(true)
  await visit('/inbox')
  await fitsAcross(page)
})

it('sets up mail, tries it, and says in words why that fails', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Administrator')
  await setMailServer(page, null)
  await visit('/admin/mail')
  await page.getByText('No mail server is set up').waitFor()
  await picture('mail')
  await visit('/admin/settings')
  await page.getByRole('button', { name: 'Mail', exact: true }).click()
  await page.getByLabel('Mail server').fill('127.0.0.1')
  await page.getByLabel('Port').fill('1')
  await page.getByLabel('From address').fill('deck@example.com')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Mail was saved').waitFor()
  await page.getByRole('button', { name: 'Send a test mail' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('To').fill('ada@example.com')
  await dialog.getByRole('button', { name: 'Send a test mail' }).click()
  await dialog.getByText('Nothing listens at 127.0.0.1, port 1').waitFor()
  await picture('settings-test-mail')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await checkAccessibility()
  await page.setViewportSize({ width: 320, height: 640 })
  await fitsAcross(page)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByLabel('Mail server').fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Mail was saved').first().waitFor()
  await picture('settings')
})

it('says so where a link that ends mails is over', async () => {
  const { page, visit } = await anonymous()
  await visit('/unsubscribe/nothing~0~nothing')
  await page.getByRole('heading', { name: 'This link doesn’t work' }).waitFor()
})

async function comment(page: Page, record: string, text: string): Promise<void> {
  const answer = await page.request.post(`/api/v1/records/${record}/comments`, {
    data: { text, isInternal: false },
    headers: { 'X-Quarterdeck': 'web' },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** The page lays itself out anew a moment after its window has changed. */
async function fitsAcross(page: Page): Promise<void> {
  const outside = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await expect.poll(outside, { message: `how far ${page.url()} reaches out` }).toBeLessThanOrEqual(0)
}
