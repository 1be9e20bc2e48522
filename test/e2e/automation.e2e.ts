import { expect, it } from 'vitest'
import { ask, make, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

it('lets a manager choose a rule together, try it on what happened, and see what it did', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('IT manager')
  const name = unique('Vital services are looked at')
  await visit('/automation-rules/new')
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('combobox', { name: /^Record/ }).fill('Service')
  await page.getByRole('option', { name: 'Service', exact: true }).click()
  await page.getByRole('combobox', { name: 'What happens' }).click()
  await page.getByRole('option', { name: 'Created' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Condition' }).click()
  await page.getByRole('menuitem', { name: 'Criticality' }).click()
  await page.getByRole('checkbox', { name: 'Vital' }).check()
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('button', { name: 'What to do' }).click()
  await page.getByRole('menuitem', { name: 'Comment' }).click()
  await page.getByRole('textbox', { name: 'Comment' }).fill('{name} is vital.')
  await page.getByRole('checkbox', { name: 'On', exact: true }).check()
  await checkAccessibility()
  await picture('automation-rule-form')
  await page.keyboard.press('Control+Enter')

  await page.getByRole('heading', { name }).waitFor()
  await page.getByText('Comment: “{name} is vital.”').waitFor()
  await page.getByRole('button', { name: 'Try it on the last 30 days' }).click()
  await page.getByText(/would have acted/).waitFor()
  const title = unique('Vital')
  const service = await make(page, 'services', { name: title, criticality: 'vital' })
  await expect
    .poll(
      () => ask<{ comments: unknown[] }>(page, `/records/${service.id}/comments`).then((all) => all.comments.length),
      {
        timeout: 15_000,
      },
    )
    .toBe(1)
  await page.reload()
  await page.getByRole('link', { name: title }).first().waitFor()
  await checkAccessibility()
  await picture('automation-rule')
})

it('shows the year of a calendar, and puts a list under an address for calendar applications', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('IT manager')
  const { rows } = await ask<{ rows: { id: string; name: string }[] }>(page, '/calendars')
  const hamburg = rows.find((row) => row.name === 'Hamburg office')
  await visit(`/calendars/${hamburg?.id}`)
  await page.getByText('Works holiday').first().waitFor()
  await picture('calendar-year')
  await page.setViewportSize({ width: 320, height: 800 })
  await checkAccessibility()
  await picture('calendar-year-narrow')
  await page.setViewportSize({ width: 1280, height: 800 })
  await visit('/people?as=calendar')
  await page.getByRole('button', { name: 'Subscribe' }).click()
  await page.getByRole('button', { name: 'Make an address' }).click()
  const address = await page.getByRole('textbox', { name: 'The address' }).inputValue()
  await checkAccessibility()
  await picture('calendar-subscribe')
  const answer = await page.request.get(new URL(address).pathname)
  expect([answer.status(), await answer.text()]).toEqual([200, expect.stringContaining('BEGIN:VCALENDAR')])
})
