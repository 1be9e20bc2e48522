import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

it('tells on the service map what stops with a service, in picture, words, table and file', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Operations engineer')
  await visit('/service-map')
  const box = page.getByLabel(/, technical service, /i).first()
  await box.waitFor()
  await picture('service-map')
  const name = ((await box.getAttribute('aria-label')) ?? '').split(',')[0] ?? ''
  await box.press('Enter')
  await page.getByRole('complementary', { name: 'In words' }).getByRole('heading', { name }).waitFor()
  await checkAccessibility()
  await picture('service-map-chosen')
  const drawing = await exported(page)
  expect(drawing).toContain('<svg')
  expect(drawing).toContain(name.slice(0, 12))

  await page.getByText('Table', { exact: true }).click()
  await page.getByRole('columnheader', { name: 'Stop with it' }).waitFor()
  await checkAccessibility()
  await page.getByRole('table').getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
})

it('walks the org chart by keyboard, reads it as a table, and hands it over as a file', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('CIO')
  await visit('/org-chart')
  const tree = page.getByRole('tree', { name: 'Org chart' })
  const top = tree.getByRole('treeitem').first()
  await top.focus()
  const before = await tree.getByRole('treeitem').count()
  // Down to the first who has somebody beneath: whom other journeys added may have nobody.
  const focused = page.locator('[role=treeitem]:focus')
  do await page.keyboard.press('ArrowDown')
  while ((await focused.getAttribute('aria-expanded')) !== 'false')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => tree.getByRole('treeitem').count()).toBeGreaterThan(before)
  await checkAccessibility()
  await picture('org-chart')
  expect(await exported(page)).toContain('<svg')

  await page.getByText('Table', { exact: true }).click()
  await page.getByRole('columnheader', { name: 'In all' }).waitFor()
  await checkAccessibility()
  const link = page.getByRole('table').getByRole('link').first()
  const name = await link.innerText()
  await link.click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
})

async function exported(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click()
  const waiting = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /SVG/ }).click()
  const file = await waiting
  expect(file.suggestedFilename()).toMatch(/\.svg$/)
  return readFileSync(await file.path(), 'utf8')
}
