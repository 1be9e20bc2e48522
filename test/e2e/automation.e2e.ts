import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { ask, change, make, unique } from './as-people-do.ts'
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
  // Left on, it would speak up in other journeys, too.
  const id = page.url().split('/').pop() ?? ''
  const { version } = await ask<{ version: number }>(page, `/automation-rules/${id}`)
  await change(page, `automation-rules/${id}`, version, { isOn: false })
})

it('lets a manager say in words how often, see when that is, and go back to what a rule was', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('IT manager')
  const name = unique('Backups are tried')
  await visit('/automation-rules/new')
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('combobox', { name: /^Record/ }).fill('Service')
  await page.getByRole('option', { name: 'Service', exact: true }).click()
  await chooseSchedule(page)
  const often = page.getByRole('group', { name: 'How often' })
  const times = page.getByRole('list', { name: 'Next, by the clocks of Europe/Berlin' }).getByRole('listitem')
  await often.getByRole('combobox', { name: 'How often' }).selectOption({ label: 'On days of the week' })
  await page.getByRole('textbox', { name: 'From' }).fill('1 Jan 2026, 08:00')
  await page.getByRole('textbox', { name: 'From' }).blur()
  await expect.poll(() => times.count()).toBe(5)
  expect((await times.allTextContents()).every((time) => /^(Mon|Tue|Wed|Thu|Fri), .*09:00$/.test(time))).toBe(true)
  await often.getByRole('combobox', { name: 'How often' }).selectOption({ label: 'On a weekday of the month' })
  await expect
    .poll(async () => (await times.allTextContents()).every((time) => /^Mon, [1-7] \w+ \d{4}.*09:00$/.test(time)))
    .toBe(true)
  await page.getByRole('button', { name: 'What to do' }).click()
  await page.getByRole('menuitem', { name: 'Comment' }).click()
  await page.getByRole('textbox', { name: 'Comment' }).fill('Try the backup of {name}.')
  await checkAccessibility()
  await picture('automation-schedule-form')
  await page.setViewportSize({ width: 390, height: 844 })
  await picture('automation-schedule-form-narrow')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name }).waitFor()
  await page.getByText('The first Monday of every month').waitFor()

  const id = page.url().split('/').pop() ?? ''
  const { version } = await ask<{ version: number }>(page, `/automation-rules/${id}`)
  await change(page, `automation-rules/${id}`, version, {
    recurrence: 'FREQ=MONTHLY;BYMONTHDAY=10',
    actions: [{ do: 'comment', text: 'Another text.' }],
  })
  await page.getByText('Day 10 of every month').first().waitFor()
  await page.getByRole('button', { name: 'Compare version 1 with now' }).click()
  const versions = page.getByRole('region', { name: 'What it was' })
  await versions.getByText('Comment: “Try the backup of {name}.”').waitFor()
  await versions.getByText('The first Monday of every month').waitFor()
  await checkAccessibility()
  await picture('automation-versions')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  await versions.scrollIntoViewIfNeeded()
  await checkAccessibility()
  await picture('automation-versions-narrow-dark')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('button', { name: 'Make it version 1 again' }).click()
  await page.getByText('The rule is again what it was in version 1').waitFor()
  await page.getByText('Version 3').waitFor()
  expect(await ask(page, `/automation-rules/${id}`)).toMatchObject({ recurrence: 'FREQ=MONTHLY;BYDAY=1MO' })
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

async function chooseSchedule(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: /^When/ }).click()
  await page.getByRole('option', { name: 'On a schedule' }).click()
}
