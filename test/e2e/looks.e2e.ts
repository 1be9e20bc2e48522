import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { ask } from './as-people-do.ts'
import { accountOf, looks, withBrowser } from './rig.ts'

const { anonymous, signIn } = withBrowser()

it('can be used in a window 320 points wide', async () => {
  const { page, visit, checkAccessibility, picture } = await anonymous({ viewport: { width: 320, height: 640 } })
  const { email, password } = accountOf('IT manager')
  await visit('/people')
  await fitsAcross(page)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const cards = page.getByRole('list', { name: 'People' })
  await cards.getByRole('link').first().waitFor()
  await checkAccessibility()
  await fitsAcross(page)
  await picture('narrow-list')

  await cards.getByRole('link').first().click()
  await page.getByRole('tab', { name: 'History' }).waitFor()
  await checkAccessibility()
  await fitsAcross(page)
  await picture('narrow-record')

  await page.getByRole('button', { name: 'Open navigation' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('link', { name: 'Services', exact: true }).waitFor()
  await checkAccessibility()
  await picture('narrow-navigation')
  await drawer.getByRole('link', { name: 'Services', exact: true }).click()
  await page.getByRole('list', { name: 'Services' }).getByRole('link').first().waitFor()
  await drawer.waitFor({ state: 'detached' })
  for (const path of ['/', '/people/new', '/imports', '/org-chart', '/service-map']) {
    await visit(path)
    await fitsAcross(page)
  }
})

it.for(looks)('can be read $colorScheme at $viewport.width points', async ({ colorScheme, viewport }) => {
  const { page, visit, picture } = await signIn('IT manager', { colorScheme, viewport })
  const { rows } = await ask<{ rows: readonly { id: string }[] }>(page, '/services?limit=1&filter={"state":"live"}')
  const pages = {
    list: '/services',
    record: `/services/${rows[0]?.id}`,
    form: '/services/new',
    work: '/',
  }
  for (const [name, path] of Object.entries(pages)) {
    await visit(path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(colorScheme)
    await picture(`${name}-${colorScheme}-${viewport.width}`)
  }
})

/** Nobody must scroll sideways to read a page. Source: WCAG 2.2, 1.4.10 Reflow. */
async function fitsAcross(page: Page): Promise<void> {
  const { there, window } = await page.evaluate(() => ({
    there: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }))
  expect(there, `width of ${page.url()}`).toBeLessThanOrEqual(window)
}
