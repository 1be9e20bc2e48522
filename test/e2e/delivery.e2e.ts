import { expect, it } from 'vitest'
import { ask, make, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

interface Rows {
  readonly rows: readonly { readonly id: string; readonly number: string }[]
}

it('shows a vendor manager at which hours nobody looks after what a supplier runs, and what nobody does', async () => {
  const { page, visit, picture } = await signIn('Vendor manager')
  const filter = encodeURIComponent(JSON.stringify({ name: 'Access to the internet in Hamburg and Leipzig' }))
  const { rows } = await ask<Rows>(page, `/outsourced-services?limit=1&filter=${filter}`)
  await visit(`/outsourced-services/${rows[0]?.number}`)
  await page.getByText('Nobody looks after it for 88 of 168 hours a week.').waitFor()
  await page.getByText('Friday 22:00 to Monday 06:00').waitFor()
  await page.getByText('6 of 20 have a gap').waitFor()
  await page.getByText('Nobody does “Make backups”, and nobody answers for it.').waitFor()
  await page.getByRole('heading', { name: 'Cover by the hour of the week' }).scrollIntoViewIfNeeded()
  await page.mouse.wheel(0, 500)
  await picture('outsourced-service')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByText('Nobody looks after it from').scrollIntoViewIfNeeded()
  await picture('outsourced-service-phone')

  const engagement = (await ask<Rows>(page, '/engagements?limit=1')).rows[0]?.id
  const own = await make(page, 'outsourced-services', { name: unique('Printers'), engagement })
  await page.setViewportSize({ width: 1280, height: 800 })
  await visit(`/outsourced-services/${own.number}`)
  await page.getByText('Nothing is written down about who looks after it when.').waitFor()
  await page.getByRole('button', { name: 'Add the usual activities' }).click()
  await page.getByText('20 of 20 have a gap').waitFor()
  expect(await page.getByText(/^Nobody does “/).count()).toBe(20)
})

it('says of an exit plan when it is tried out next and why, and takes down how it went', async () => {
  const { page, visit, picture } = await signIn('Vendor manager')
  const filter = encodeURIComponent(JSON.stringify({ lastOutcome: 'failed' }))
  const { rows } = await ask<Rows>(page, `/exit-plans?limit=1&filter=${filter}`)
  await visit(`/exit-plans/${rows[0]?.number}`)
  await page
    .getByText(/and failed\. After one that failed it is due again within 3 months: by .*, in \d+ days\.$/)
    .waitFor()
  await picture('exit-plan')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('heading', { name: 'When it is tried out' }).scrollIntoViewIfNeeded()
  await picture('exit-plan-phone')

  const today = new Date().toISOString().slice(0, 10)
  const values = { plan: rows[0]?.id, name: unique('With both lines'), plannedFor: today }
  const exercise = await make(page, 'exit-exercises', values)
  await page.setViewportSize({ width: 1280, height: 800 })
  await visit(`/exit-exercises/${exercise.id}`)
  const held = await page.request.post(`/api/v1/exit-exercises/${exercise.id}/moves/hold`, {
    data: { heldOn: today, outcome: 'worked' },
    headers: { 'X-Quarterdeck': 'web' },
  })
  expect(held.ok(), await held.text()).toBe(true)
  await visit(`/exit-plans/${rows[0]?.number}`)
  await page.getByText(/ and worked\. It is tried out every 12 months: by /).waitFor()
})
