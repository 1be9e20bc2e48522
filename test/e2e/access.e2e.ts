import { expect, it } from 'vitest'
import { ask, make, unique } from './as-people-do.ts'
import { accountOf, looks, withBrowser } from './rig.ts'

const { signIn } = withBrowser()
interface Found {
  readonly rows: readonly { readonly id: string; readonly name: string }[]
}

it('lets an administrator make a role from another, change it, compare it and remove it', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Administrator')
  await visit('/admin/roles?role=service_desk_agent')
  await picture('roles')
  await page.getByRole('link', { name: 'Make a copy' }).click()
  await page.getByRole('heading', { name: 'A copy of Service-desk agent' }).waitFor()
  const name = unique('Front desk')
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Create and change locations').uncheck()
  await page.getByLabel('See “Mobile” and “Leaves on”').check()
  await checkAccessibility()
  await picture('role-editor')
  await page.getByRole('button', { name: 'Make this role' }).click()
  const role = page.getByRole('article', { name })
  await role.getByText(`now may`).or(role.getByText('made this role')).first().waitFor()
  await role.getByRole('combobox', { name: 'Compare with' }).click()
  await page.getByRole('option', { name: 'Service-desk agent' }).click()
  await role.getByText('Service-desk agent: yes').first().waitFor()
  await checkAccessibility()
  await picture('roles-compared')
  await role.getByRole('link', { name: 'Change this role' }).click()
  await page.getByLabel('Export lists as CSV or XLSX').uncheck()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await role.getByText('no longer lets it export lists as CSV or XLSX').waitFor()
  await role.getByRole('button', { name: 'Remove this role' }).click()
  await page.getByText(`The role ${name} is removed.`).waitFor()
})

it('lets an administrator see what an employee sees, change nothing, and tells the employee', async () => {
  const boss = await signIn('Administrator')
  const employee = accountOf('Employee')
  const { rows } = await ask<Found>(boss.page, `/accounts?q=${encodeURIComponent(employee.email)}`)
  const [account] = rows
  await boss.visit(`/admin/accounts/${account?.id}`)
  await boss.page.getByLabel('Why you look').fill('The directory is said to be empty')
  await boss.picture('view-as')
  await boss.page.getByRole('button', { name: `View as ${account?.name}` }).click()
  const bar = boss.page.getByRole('complementary', { name: 'Viewing as somebody else' })
  await bar.getByText(`You see what ${account?.name} sees.`).waitFor()
  await boss.checkAccessibility()
  await boss.picture('viewing')
  expect(await boss.page.getByRole('link', { name: /^accounts|^roles/i }).count()).toBe(0)
  await boss.visit('/people')
  await boss.page.getByRole('grid', { name: 'People' }).waitFor()
  const refused = await boss.page.request.post('/api/v1/people', {
    data: { name: 'X' },
    headers: { 'X-Quarterdeck': 'web' },
  })
  expect([refused.status(), await refused.text()]).toEqual([
    403,
    expect.stringContaining('can change nothing meanwhile'),
  ])
  await bar.getByRole('button', { name: 'End the view' }).click()
  await boss.page.getByRole('heading', { level: 1, name: account?.name ?? '' }).waitFor()
  await expect.poll(() => bar.count()).toBe(0)
  await boss.page.getByText('no longer sees what this account sees').first().waitFor()

  const viewed = await signIn('Employee')
  await viewed.visit('/account')
  await viewed.page.getByText('The directory is said to be empty').first().waitFor()
})

it('answers why somebody can or can’t, from the account and from the record', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Administrator')
  const { rows } = await ask<Found>(page, `/accounts?q=${encodeURIComponent(accountOf('Auditor').email)}`)
  await visit(`/admin/accounts/${rows[0]?.id}`)
  await page
    .getByRole('status')
    .getByText(/can see people\.$/)
    .waitFor()
  await page.getByRole('combobox', { name: 'Do what' }).click()
  await page.getByRole('option', { name: 'Change', exact: true }).click()
  await page.getByText('The role Auditor gives “only read').waitFor()
  await checkAccessibility()
  await picture('why')
  const services = await ask<Found>(page, '/services?limit=1')
  await visit(`/services/${services.rows[0]?.id}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Who can see this, and why?' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('heading', { name: 'They can', exact: true }).waitFor()
  await dialog.getByText('Change', { exact: true }).click()
  await dialog.getByRole('heading', { name: 'They can’t' }).waitFor()
  await dialog.locator('summary').last().click()
  await checkAccessibility()
  await picture('who-can')
})

it('lets an auditor search the whole history, and take it along', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Auditor')
  await visit('/admin/audit')
  const feed = page.getByRole('feed', { name: 'What happened' })
  await feed.getByRole('article').first().waitFor()
  await page.getByRole('combobox', { name: 'What', exact: true }).click()
  await page.getByRole('option', { name: 'Sign-ins' }).click()
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await feed.getByText('signed in by password').first().waitFor()
  await checkAccessibility()
  await picture('audit-sign-ins')
  await page.getByRole('button', { name: 'Show everything' }).click()
  await page.getByRole('textbox', { name: 'Words' }).fill('no such thing was ever written')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.getByText('Nothing fits').or(page.getByText('Looked back to')).waitFor()
  const keeper = await signIn('IT manager')
  const person = await make(keeper.page, 'people', { name: unique('Private'), mobile: '+49 170 5550125' })
  await visit(`/people/${person.id}`)
  const reads = `/audit/reads?record=${person.id}`
  await expect
    .poll(async () => (await ask<{ lines: unknown[] }>(page, reads)).lines.length, { timeout: 10_000 })
    .toBe(1)
  await visit('/admin/audit?type=sensitive_read')
  await feed.getByText('read “Mobile”').first().waitFor()
  await picture('audit-reads')
  await visit('/admin/audit?type=service')
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export as CSV' }).click()
  expect((await waiting).suggestedFilename()).toMatch(/^history-.*\.csv$/)
  await feed.getByRole('link').first().click()
  await page.getByRole('tab', { name: 'History' }).waitFor()
})

it.for(looks)('can be read $colorScheme at $viewport.width points', async ({ colorScheme, viewport }) => {
  const { page, visit, picture } = await signIn('Administrator', { colorScheme, viewport })
  const { rows } = await ask<Found>(page, `/accounts?q=${encodeURIComponent(accountOf('Employee').email)}`)
  const pages = {
    roles: '/admin/roles?role=cio&with=auditor',
    editor: '/admin/roles/new?from=cio',
    audit: '/admin/audit',
    account: `/admin/accounts/${rows[0]?.id}`,
  }
  for (const [name, path] of Object.entries(pages)) {
    await visit(path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true)
    await picture(`access-${name}-${colorScheme}-${viewport.width}`)
  }
})
