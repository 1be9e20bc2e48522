import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type OidcProvider, startOidcProvider } from '../counterparts/oidc.ts'
import { codeAt } from '../kit/rfc6238.ts'
import { ask } from './as-people-do.ts'
import { accountOf, withBrowser } from './rig.ts'

const { anonymous, signIn } = withBrowser()
let provider: OidcProvider
/** As the server names itself: providers send people back there. */
let url = ''

beforeAll(async () => {
  url = inject('demoUrl').replace('127.0.0.1', 'localhost')
  provider = await startOidcProvider(`${url}/api/v1/sign-in/providers/callback`)
})
afterAll(() => provider?.stop())

it('lets an administrator set a provider up and try it, and an employee in by it, until they sign out there', async () => {
  const boss = await signIn('Administrator')
  await boss.visit('/identity-providers/new')
  await boss.page.getByLabel('Name').fill('Example identity')
  await boss.page.getByLabel('Issuer').fill(provider.issuer)
  await boss.page.getByLabel('Client ID').fill(provider.clientId)
  await boss.page.getByLabel('Client secret').fill(provider.clientSecret)
  await boss.page.getByRole('button', { name: 'Add a group' }).click()
  await boss.page.getByRole('textbox', { name: 'Group 1' }).fill('it-managers')
  await boss.page.getByRole('combobox', { name: 'Role of group 1' }).click()
  await boss.page.getByRole('option', { name: 'IT manager' }).click()
  await boss.checkAccessibility()
  await boss.picture('provider-form')
  await boss.page.getByRole('button', { name: 'Create identity provider' }).click()
  await boss.page.waitForURL(/\/identity-providers\/[0-9a-f-]{36}/)
  await boss.page.getByRole('button', { name: 'Try this provider' }).click()
  await boss.page.getByRole('dialog').getByRole('button', { name: 'Try this provider' }).click()
  await boss.page.getByText('Example identity: It answers as it should').waitFor()
  await boss.page.getByText('it-managers gives IT manager').waitFor()
  await boss.checkAccessibility()
  await boss.picture('provider')
  const { providers } = await ask<{ providers: readonly { id: string }[] }>(boss.page, '/sign-in/providers')
  const id = providers[0]?.id
  provider.sendLogoutsTo(`${url}/api/v1/sign-in/providers/${id}/logout`)

  const { email } = accountOf('Employee')
  provider.people.set('ada', { sub: 'ada', email, email_verified: true, name: 'Ada' })
  const { page, visit, picture, checkAccessibility } = await anonymous({ url, viewport: { width: 390, height: 844 } })
  await visit('/people')
  await page.getByRole('link', { name: 'Continue with Example identity' }).waitFor()
  await picture('sign-in-providers')
  await page.getByRole('link', { name: 'Continue with Example identity' }).click()
  await page.getByLabel('Name').fill('ada')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.waitForURL(`${url}/people`)
  await page.getByRole('heading', { name: 'People' }).waitFor()

  const elsewhere = await page.context().newPage()
  await elsewhere.goto(`${provider.issuer}/session/end`)
  await elsewhere.getByRole('button', { name: /Yes/ }).click()
  await expect.poll(async () => (await page.request.get('/api/v1/me')).status(), { timeout: 10_000 }).toBe(401)

  await page.goto('/sign-in?problem=unknown')
  await page.getByText('nobody here has your e-mail address').waitFor()
  await checkAccessibility()
  await ask(boss.page, '/me')
  // The other journeys' door stays as it was.
  const archived = await boss.page.request.post(`/api/v1/identity-providers/${id}/archive`, {
    headers: { 'X-Quarterdeck': 'web' },
  })
  expect(archived.ok()).toBe(true)
})

it('asks for the second step here where the provider vouches for none, and leads out by way of it', async () => {
  const boss = await signIn('Administrator')
  const door = { 'X-Quarterdeck': 'web' }
  const { issuer, clientId, clientSecret } = provider
  const data = { name: 'Other identity', issuer, clientId, clientSecret, makesAccounts: true }
  const made = await boss.page.request.post('/api/v1/identity-providers', { data, headers: door })
  const { id } = (await made.json()) as { id: string }
  provider.people.set('bea', { sub: 'bea', email: 'bea.of.other@example.com', email_verified: true, name: 'Bea Other' })

  const { page, visit, picture, checkAccessibility } = await anonymous({ url, colorScheme: 'dark' })
  const comeIn = async (): Promise<void> => {
    await page.getByRole('link', { name: 'Continue with Other identity' }).click()
    await page.getByLabel('Name').fill('bea')
    await page.getByRole('button', { name: 'Continue' }).click()
  }
  await visit('/people')
  await comeIn()
  await page.waitForURL(`${url}/people`)
  const post = async (path: string, body: object): Promise<unknown> =>
    (await page.request.post(`/api/v1${path}`, { data: body, headers: door })).json()
  const { secret } = (await post('/me/totp', {})) as { secret: string }
  const proof = { code: codeAt(secret, new Date()) }
  const { recoveryCodes } = (await post('/me/totp/confirm', proof)) as { recoveryCodes: readonly string[] }
  await page.getByRole('button', { name: 'Account of Bea Other' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: /Yes/ }).click()
  await page.waitForURL(`${url}/sign-in`)

  await comeIn()
  await page.getByText('We know who you are. Now the code from your app.').waitFor()
  await checkAccessibility()
  await picture('sign-in-second-step-provider')
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click()
  await page.getByLabel('Recovery code').fill(recoveryCodes[0] ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Account of Bea Other' }).waitFor()
  expect(new URL(page.url()).hash).toBe('')

  const { account } = (await (await page.request.get('/api/v1/me')).json()) as { account: { id: string } }
  await boss.visit(`/admin/accounts/${account.id}`)
  await boss.page.getByRole('heading', { name: 'Single sign-on' }).scrollIntoViewIfNeeded()
  await boss.picture('account-identities')
  await boss.page.getByRole('button', { name: 'Unlink from Other identity' }).click()
  await boss.page.getByText('Bea Other is linked anew when they next come by Other identity.').waitFor()
  await boss.page.getByText('unlinked this account from Other identity').waitFor()
  await expect.poll(async () => (await page.request.get('/api/v1/me')).status(), { timeout: 10_000 }).toBe(401)

  const archived = await boss.page.request.post(`/api/v1/identity-providers/${id}/archive`, { headers: door })
  expect(archived.ok()).toBe(true)
})
