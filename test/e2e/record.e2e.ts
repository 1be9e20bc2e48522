import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { ask, make, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

it('serves two people who keep the same record at the same time', async () => {
  const one = await signIn('IT manager')
  const other = await signIn('Operations engineer')
  const name = unique('Ledger')
  const service = await make(one.page, 'services', { name, kind: 'technical' })
  await one.visit(`/services/${service.number}`)
  await other.page.goto(`/services/${service.number}`)
  await other.page.getByRole('heading', { name, level: 1 }).waitFor()

  await edit(one.page, 'address')
  await one.page.getByRole('textbox', { name: 'Address' }).fill('https://ledger.example.com')
  await one.page.keyboard.press('Enter')
  await one.page.getByRole('link', { name: /ledger\.example\.com/ }).waitFor()
  await other.page.getByRole('link', { name: /ledger\.example\.com/ }).waitFor()

  await edit(one.page, 'address')
  await one.page.getByRole('textbox', { name: 'Address' }).fill('https://mine.example.com')
  await edit(other.page, 'address')
  await other.page.getByRole('textbox', { name: 'Address' }).fill('https://theirs.example.com')
  await other.page.keyboard.press('Enter')
  await other.page.getByRole('link', { name: /theirs\.example\.com/ }).waitFor()
  await one.page.getByText(/Changed by/).waitFor()
  await one.page.getByRole('textbox', { name: 'Address' }).press('Enter')
  const merge = one.page.getByRole('dialog', { name: 'Someone else changed this too' })
  await merge.getByText(/ledger\.example\.com/).waitFor()
  await one.checkAccessibility()
  await one.picture('record-merge')
  await merge.getByRole('radio', { name: 'Keep yours for Address' }).click()
  await merge.getByRole('button', { name: 'Save what I chose' }).click()
  await other.page.getByRole('link', { name: /mine\.example\.com/ }).waitFor()
})

it('keeps what is said, filed, tagged and planned on a record, and its history in sentences', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('IT manager')
  const name = unique('Runbooks')
  const service = await make(page, 'services', { name })
  const { rows } = await ask<{ rows: readonly { title: string }[] }>(page, '/people?limit=1')
  const someone = rows[0]?.title ?? ''
  await visit(`/services/${service.number}`)

  await page.getByRole('textbox', { name: 'Comment' }).pressSequentially(`Please look at this, @${someone.slice(0, 8)}`)
  await page.getByRole('listbox', { name: 'People' }).getByRole('option').first().waitFor()
  await checkAccessibility()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  const activity = page.getByRole('region', { name: 'Activity' })
  await activity.getByRole('article').filter({ hasText: 'Please look at this' }).getByRole('link').waitFor()

  await page
    .getByRole('textbox', { name: 'Tags' })
    .or(page.getByRole('combobox', { name: 'Tags' }))
    .fill('journey')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => ask<{ tags: readonly string[] }>(page, `/records/${service.id}/tags`))
    .toMatchObject({ tags: ['journey'] })

  await page.getByRole('tab', { name: 'Tasks' }).click()
  await page.getByRole('textbox', { name: 'New task' }).fill('Write the runbook')
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: 'Done: Write the runbook' }).click()
  await page.getByText('1 of 1 done').waitFor()
  await checkAccessibility()

  await page.getByRole('tab', { name: 'Files' }).click()
  await page.locator('input[type="file"]').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: dot })
  await page.getByRole('link', { name: 'dot.png' }).waitFor()
  const thumbnail = page.getByRole('region', { name: 'Files' }).locator('img')
  await expect.poll(() => thumbnail.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await checkAccessibility()

  await page.getByRole('tab', { name: 'Overview' }).click()
  await edit(page, 'criticality')
  await page.getByRole('option', { name: 'Vital' }).click()
  await page.getByRole('tab', { name: 'History' }).click()
  const change = page.getByRole('listitem').filter({ hasText: /criticality from Normal to Vital/i })
  await change.waitFor()
  await checkAccessibility()
  await picture('record-history')
  await change.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('status').filter({ hasText: 'That change was undone' }).waitFor()
  expect((await ask<{ criticality: string }>(page, `/services/${service.id}`)).criticality).toBe('normal')

  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await page.getByText('It is left out of lists and can’t be changed.').waitFor()
  await checkAccessibility()
  await page.getByRole('button', { name: 'Restore' }).click()
  await page.getByText('It is left out of lists and can’t be changed.').waitFor({ state: 'detached' })
})

async function edit(page: Page, field: string): Promise<void> {
  await page.getByRole('button', { name: `Edit ${field}`, exact: true }).click()
}

/** A picture of 8 by 8 points. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGMQiVqAFTEMLQkAPU5DgULiSUcAAAAASUVORK5CYII=',
  'base64',
)
