import { expect, it } from 'vitest'
import { ask, make, unique } from './as-people-do.ts'
import { looks, withBrowser } from './rig.ts'

const { signIn } = withBrowser()

interface Rows {
  readonly rows: readonly { readonly id: string; readonly number: string; readonly title: string }[]
}

it.for(looks)(
  'shows the vendor manager a vendor at a glance, $colorScheme at $viewport.width points',
  async ({ colorScheme, viewport }) => {
    const { page, visit, picture } = await signIn('Vendor manager', { colorScheme, viewport })
    const filter = encodeURIComponent(JSON.stringify({ name: 'Nordlys Netz' }))
    const { rows } = await ask<Rows>(page, `/vendors?limit=1&filter=${filter}`)
    await visit(`/vendors/${rows[0]?.number}`)
    await page.getByRole('heading', { name: 'Nordlys Netz', level: 1 }).waitFor()
    await page.getByText(/^for 2 things, as expected\. .* come to €[\d,]+ a year/).waitFor()
    await page.getByText(/^Bound the longest by/).waitFor()
    await page
      .getByText(/To be decided whether it goes on in \d+ days/)
      .first()
      .waitFor()
    const hanging = page.getByRole('heading', { name: 'What hangs on it' }).locator('..')
    const all = Number(/\d+/.exec(await hanging.getByRole('button', { name: /^Show all/ }).innerText())?.[0])
    await hanging.getByRole('button', { name: /^Show all/ }).click()
    expect(await hanging.getByRole('listitem').count()).toBe(all)
    await hanging.getByRole('button', { name: 'Show fewer' }).click()
    await page.getByText(/^Level 1: Nordlys Netz hotline, at once/).waitFor()
    await picture(`vendor-${colorScheme}-${viewport.width}`)
    const leaving = page.getByText(/^We are bound until /)
    await leaving.scrollIntoViewIfNeeded()
    await picture(`vendor-leaving-${colorScheme}-${viewport.width}`)

    await page.getByRole('link', { name: 'Lines between all sites', exact: true }).first().click()
    await page.getByRole('heading', { name: 'Lines between all sites', level: 1 }).waitFor()
    await page
      .getByText(/ of 100 is (good|fair|poor): /)
      .first()
      .waitFor()
    await picture(`engagement-${colorScheme}-${viewport.width}`)

    await visit(`/vendors/${rows[0]?.number}`)
    await page.getByRole('link', { name: 'Why each of them does, and whom it touches' }).click()
    await page.getByText(/^If Nordlys Netz fails, \d+ services stand still, /).waitFor()
    const why = 'because it depends on Wide-area network, which Nordlys Netz delivers under “Lines between all sites”'
    await page.getByRole('listitem').filter({ hasText: 'Site networks' }).getByText(why).first().waitFor()
    if (viewport.width === 1280) {
      await page
        .getByRole('region', { name: /^Drawing of what hangs on it/ })
        .getByText('Site networks')
        .click()
      await page.getByText(`Site networks, ${why}.`).waitFor()
      const drawing = page.getByRole('region', { name: /^Drawing of what hangs on it/ })
      await drawing
        .getByText(/^Ticket, /)
        .first()
        .waitFor()
      await drawing.getByRole('link', { name: /^and \d+ more$/ }).waitFor()
      await drawing
        .getByRole('link', { name: /^\d+ open tickets?$/ })
        .first()
        .waitFor()
    }
    await picture(`vendor-what-hangs-${colorScheme}-${viewport.width}`)
    if (viewport.width < 1280) return
    const open = page.getByRole('link', { name: /open tickets$/ }).first()
    const count = (await open.textContent())?.replace(/\D/g, '')
    await open.click()
    await page.getByRole('heading', { name: 'Tickets', level: 1 }).waitFor()
    await page.getByText(String(count), { exact: true }).first().waitFor()
  },
)

it('takes a vendor from candidate to active: the checklist keeps it waiting, and then its first review is planned', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Vendor manager')
  const name = unique('Kranwerk')
  const entity = await make(page, 'legal-entities', { name: `${name} GmbH`, country: 'DE', vatNumber: 'DE143454214' })
  const { rows: people } = await ask<Rows>(page, '/people?limit=1')
  const values = { legalEntity: entity.id, owner: people[0]?.id, activeSince: '2026-01-15' }
  const vendor = await make(page, 'vendors', { name, tier: 'commodity', ...values })
  const tasksOf = async () =>
    (
      await ask<{ tasks: readonly { id: string; title: string; isDone: boolean }[] }>(
        page,
        `/records/${vendor.id}/tasks`,
      )
    ).tasks

  await visit(`/vendors/${vendor.number}`)
  await page.getByRole('button', { name: 'Begin onboarding' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  // It begins in its first field, whose list opens once one asks for it: nothing lies over the buttons.
  await expect
    .poll(() =>
      dialog.getByRole('combobox', { name: 'Legal entity' }).evaluate((one) => one === document.activeElement),
    )
    .toBe(true)
  expect(await page.getByRole('listbox').count()).toBe(0)
  await dialog.getByRole('button', { name: 'Begin onboarding' }).click()
  await expect.poll(async () => (await tasksOf()).length, { timeout: 20_000 }).toBe(3)
  const headers = { 'X-Quarterdeck': 'web' }
  const refused = await page.request.post(`/api/v1/vendors/${vendor.id}/moves/activate`, { data: {}, headers })
  expect(refused.status()).toBe(422)
  expect(await refused.text()).toContain('must be done, or removed, first')
  for (const { id } of await tasksOf())
    expect((await page.request.patch(`/api/v1/tasks/${id}`, { data: { isDone: true }, headers })).ok()).toBe(true)

  await visit(`/vendors/${vendor.number}`)
  await page.getByRole('button', { name: 'Take into service' }).click()
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Control+Enter')
  const filter = encodeURIComponent(JSON.stringify({ vendor: vendor.id }))
  const reviews = async () => (await ask<Rows>(page, `/performance-reviews?filter=${filter}`)).rows
  await expect
    .poll(async () => (await reviews()).map(({ title }) => title), { timeout: 20_000 })
    .toEqual(['Review of 2028-01'])
  await visit(`/vendors/${vendor.number}`)
  await page.getByText(/No escalation path yet/).waitFor()
  // To part with a vendor is no usual next step: it stands in the menu.
  expect(await page.getByRole('button', { name: 'Begin offboarding' }).count()).toBe(0)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Begin offboarding' }).waitFor()
  await page.keyboard.press('Escape')
  await checkAccessibility()
  await picture('vendor-new')
})

it('refuses a mistyped VAT number where it is typed, and says so', async () => {
  const { page, visit } = await signIn('Vendor manager')
  await visit('/legal-entities/new')
  await page.getByRole('textbox', { name: 'Name' }).fill(unique('Werft'))
  await page.getByRole('textbox', { name: 'VAT number' }).fill('DE143454215')
  await page.keyboard.press('Control+Enter')
  await page.getByText(/The check digit of the VAT number/).waitFor()
})

it('tells whoever sees only what is theirs so, and not whether there is more', async () => {
  const { page, visit } = await signIn('Employee')
  await visit('/service-credits')
  await page.getByRole('heading', { name: 'No service credits for you to see' }).waitFor()
  await page.getByText(/You see those that are yours\.$/).waitFor()
})
