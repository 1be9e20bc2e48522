import { expect, it } from 'vitest'
import { ask, change, make, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

it('lets a manager say once who decides, by amount and by role, and others ask by it', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Administrator')
  const label = unique('Yearly cost')
  const added = await page.request.post('/api/v1/added-fields', {
    data: { recordType: 'service', label, kind: 'money' },
    headers: { 'X-Quarterdeck': 'web' },
  })
  const { handle } = (await added.json()) as { handle: string }
  const name = unique('Purchases of services')
  await visit('/approval-templates/new')
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('textbox', { name: 'About' }).fill('Whatever costs something. Say why it is needed.')
  await page.getByRole('combobox', { name: /^Record/ }).fill('Service')
  await page.getByRole('option', { name: 'Service', exact: true }).click()
  await page.getByRole('button', { name: 'Condition' }).click()
  await page.getByRole('menuitem', { name: 'Criticality' }).click()
  await page.getByRole('checkbox', { name: 'Vital' }).check()
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('textbox', { name: 'What is to be approved' }).fill('Buy {name}')
  const who = page.getByRole('list', { name: 'Who decides' })
  await who.getByRole('combobox', { name: 'Who decides', exact: true }).selectOption({ label: 'Owner of this service' })
  await page.getByRole('button', { name: 'And then' }).click()
  const second = who.getByRole('listitem').nth(1)
  await second
    .getByRole('combobox', { name: '2. Who decides' })
    .selectOption({ label: `By the size of ${label.toLowerCase()}` })
  const small = second.getByRole('group', { name: 'Up to 5000' })
  await small.getByRole('combobox', { name: 'Who decides' }).selectOption({ label: 'My manager' })
  const large = second.getByRole('group', { name: 'Above that' })
  await large.getByRole('combobox', { name: 'Who decides' }).selectOption({ label: 'Whoever has a role' })
  await large.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'CIO' }).click()
  await checkAccessibility()
  await picture('approval-template-form')
  await page.setViewportSize({ width: 390, height: 844 })
  await second.scrollIntoViewIfNeeded()
  await checkAccessibility()
  await picture('approval-template-form-narrow')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name }).waitFor()
  await page.getByText(`By the size of ${label.toLowerCase()}`).waitFor()
  await checkAccessibility()
  await picture('approval-template')
  const template = page.url().split('/').pop() ?? ''

  const manager = await signIn('IT manager')
  const title = unique('Mail archive')
  const { id } = await make(manager.page, 'services', {
    name: title,
    criticality: 'vital',
    [handle]: { amount: '12500.00', currency: 'EUR' },
  })
  await manager.visit(`/services/${id}`)
  await manager.page.getByRole('button', { name: 'More actions' }).click()
  await manager.page.getByRole('menuitem', { name: 'Ask for approval…' }).click()
  const dialog = manager.page.getByRole('dialog')
  await dialog.getByText(`Buy ${title}`).waitFor()
  await dialog.getByLabel('Why').fill('The old one is full.')
  await manager.checkAccessibility()
  await manager.picture('approval-by-template')
  await dialog.getByRole('button', { name: 'Ask for approval' }).click()
  const panel = manager.page.getByRole('article', { name: `Buy ${title}` })
  await panel.getByText('waiting').waitFor()
  const { approvals } = await ask<{ approvals: { steps: { label: string }[] }[] }>(
    manager.page,
    `/records/${id}/approvals`,
  )
  expect(approvals[0]?.steps.map((step) => step.label)).toEqual([
    'Owner of this service',
    `By the size of ${label.toLowerCase()}`,
  ])
  // Left on, it would be offered in other journeys, too.
  const { version } = await ask<{ version: number }>(page, `/approval-templates/${template}`)
  await change(page, `approval-templates/${template}`, version, { isOn: false })
})
