import { expect, it } from 'vitest'
import { ask, make, tabTo, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

it('lets an IT manager work through a list without a mouse', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('IT manager')
  const family = unique('Keyboard')
  for (const given of ['Anna', 'Bert', 'Cleo'])
    await make(page, 'people', { name: `${given} ${family}`, kind: 'contractor', jobTitle: 'Tester' })
  const { keyboard } = page
  const people = page.getByRole('grid', { name: 'People' })
  const row = (given: string) => people.getByRole('row').filter({ hasText: `${given} ${family}` })

  await visit('/people')
  await tabTo(page, page.getByRole('link', { name: 'Contractors' }))
  await keyboard.press('Enter')
  await page.getByRole('button', { name: /^Kind is Contractor/ }).waitFor()

  await tabTo(page, page.getByRole('button', { name: 'Filter', exact: true }))
  await keyboard.press('Enter')
  await page.getByLabel('Find a field').waitFor()
  await keyboard.type('job')
  await tabTo(page, page.getByRole('menuitem', { name: 'Job title' }))
  await keyboard.press('Enter')
  await tabTo(page, page.getByRole('textbox', { name: 'Job title' }))
  await keyboard.type('Test')
  await keyboard.press('Enter')
  await page.getByRole('button', { name: /^Job title contains Test/ }).waitFor()

  await keyboard.press('/')
  await keyboard.type(family)
  await row('Cleo').waitFor()
  await page.waitForURL(/q=Keyboard/)
  await tabTo(page, page.getByRole('button', { name: 'Display' }))
  await keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Ascending: make it descending' }))
  await keyboard.press('Enter')
  await page.waitForURL(/sort=-name/)
  await keyboard.press('Escape')
  await people.getByRole('row').nth(1).filter({ hasText: 'Cleo' }).waitFor()
  await checkAccessibility()

  await tabTo(page, people)
  await keyboard.press('ArrowRight')
  await keyboard.press('e')
  await people.getByRole('textbox').waitFor()
  await keyboard.press('Control+a')
  await keyboard.type('Test lead')
  await keyboard.press('Enter')
  await row('Cleo').getByText('Test lead').waitFor()

  for (const key of ['x', 'ArrowDown', 'x', 'ArrowDown', 'x']) await keyboard.press(key)
  await page.getByText('3 selected').waitFor()
  await checkAccessibility()
  await picture('list-selected')
  await tabTo(page, page.getByRole('button', { name: 'Change a field' }))
  await keyboard.press('Enter')
  await tabTo(page, page.getByRole('combobox', { name: 'Field' }).or(page.getByRole('textbox', { name: 'Field' })))
  await keyboard.type('Time')
  await page.getByRole('option', { name: 'Time zone' }).waitFor()
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await tabTo(page, page.getByRole('textbox', { name: 'Time zone' }))
  await keyboard.type('Europe/Paris')
  await keyboard.press('Enter')
  const said = page.getByRole('status').filter({ hasText: '3 people changed.' })
  await said.waitFor()
  await checkAccessibility()
  expect(await zonesOf(family)).toEqual(['Europe/Paris', 'Europe/Paris', 'Europe/Paris'])
  await tabTo(page, said.getByRole('button', { name: 'Undo' }))
  await keyboard.press('Enter')
  await expect.poll(() => zonesOf(family)).toEqual([null, null, null])

  const address = page.url()
  await page.goto('about:blank')
  await visit(address)
  await people.getByRole('row').nth(1).filter({ hasText: 'Cleo' }).waitFor()
  await page.getByRole('button', { name: /^Job title contains Test/ }).waitFor()
  expect(await page.getByRole('link', { name: 'Contractors' }).getAttribute('aria-current')).toBe('page')
  expect(await people.getAttribute('aria-rowcount')).toBe('4')

  async function zonesOf(name: string): Promise<readonly unknown[]> {
    const { rows } = await ask<{ rows: readonly { timeZone: unknown }[] }>(
      page,
      `/people?q=${encodeURIComponent(name)}`,
    )
    return rows.map((one) => one.timeZone)
  }
})
