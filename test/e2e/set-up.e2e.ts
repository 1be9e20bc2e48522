import { afterAll, beforeAll, expect, it } from 'vitest'
import { withBrowser } from './rig.ts'
import { type RunningServer, startServer } from './server.ts'

const { anonymous } = withBrowser()

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ flags: ['--empty'] })
})
afterAll(() => server?.stop())

it('makes the first administrator of an empty installation by its printed code', async () => {
  const code = /^\s*code\s+(\S+)\s*$/m.exec(server.output())?.[1] ?? ''
  expect(code, server.output()).not.toBe('')
  const { page, visit, checkAccessibility, picture } = await anonymous({ url: server.url })
  await visit('/')
  await page.getByRole('heading', { name: /^Set up/ }).waitFor()
  await picture('set-up')
  await page.getByLabel('One-time code').fill('not-the-code')
  await page.getByLabel('Your name').fill('Ada First')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Create the first account' }).click()
  await page.locator('[role="alert"], [aria-invalid="true"]').first().waitFor()
  await checkAccessibility()

  await page.getByLabel('One-time code').fill(code)
  await page.getByRole('button', { name: 'Create the first account' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await checkAccessibility()
  await picture('empty-first-page')
  for (const path of ['/people', '/services', '/org-chart', '/service-map', '/imports']) await visit(path)
  await visit('/people')
  await picture('empty-people')

  const again = await anonymous({ url: server.url })
  await again.visit('/set-up')
  await again.page.getByRole('heading', { name: /^Sign in/ }).waitFor()
  await again.page.getByLabel('E-mail').fill('ada@example.com')
  await again.page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await again.page.getByRole('button', { name: 'Sign in' }).click()
  await again.page.getByRole('navigation', { name: 'Main' }).waitFor()
})
