import { expect, it } from 'vitest'
import { ask } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

it('lets an administrator say which groups of a directory give which roles', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Administrator')
  await visit('/admin/settings#provisioning_settings')
  await page.getByRole('heading', { name: 'Provisioning' }).waitFor()
  await page.getByRole('button', { name: 'Add a group' }).click()
  await page.getByRole('textbox', { name: 'Group 1' }).fill('IT managers')
  await page.getByRole('combobox', { name: 'Role of group 1' }).click()
  await page.getByRole('option', { name: 'IT manager' }).click()
  await checkAccessibility()
  await picture('provisioning-settings')
  await page.keyboard.press('Control+Enter')
  const stored = async () => {
    const { groups } = await ask<{ groups: { type: string; id: string }[] }>(page, '/settings')
    const id = groups.find(({ type }) => type === 'provisioning_settings')?.id
    return (await ask<{ groupRoles: unknown }>(page, `/provisioning/${id}`)).groupRoles
  }
  await expect.poll(stored).toEqual([{ group: 'IT managers', role: 'it_manager' }])
})
