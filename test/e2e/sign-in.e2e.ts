import { expect, it } from 'vitest'
import { accountOf, withBrowser } from './rig.ts'

const { anonymous, signIn } = withBrowser()

it('lets a person in by e-mail and password, and out again', async () => {
  const { page, visit } = await anonymous()
  const { email, password } = accountOf('CIO')
  await visit('/')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation').first().waitFor()
  expect(await page.evaluate(() => fetch('/api/v1/me').then((answer) => answer.status))).toBe(200)
})

it('says what to do when the password is wrong, and not which part was', async () => {
  const { page, visit, checkAccessibility } = await anonymous()
  await visit('/')
  await page.getByLabel('E-mail').fill('nobody@example.com')
  await page.getByLabel('Password', { exact: true }).fill('certainly not this one')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
  await checkAccessibility()
})

it('opens the list of people', async () => {
  const { page, visit, picture } = await signIn('CIO')
  await visit('/people')
  await page.getByRole('heading', { name: 'People' }).waitFor()
  await picture('people')
})
