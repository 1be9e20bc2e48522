import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeAt } from '../kit/rfc6238.ts'
import { withBrowser, type Visitor } from './rig.ts'
import { accountsIn, type RunningServer, startServer } from './server.ts'

const { anonymous } = withBrowser()

let server: RunningServer
// Passkeys belong to a name, never to a number.
let url: string
beforeAll(async () => {
  server = await startServer()
  url = server.url.replace('127.0.0.1', 'localhost')
})
afterAll(() => server?.stop())

/** Opens the door as somebody whose device holds passkeys. */
async function visitorWithDevice(role: string): Promise<Visitor & { email: string; password: string }> {
  const visitor = await anonymous({ url })
  const session = await visitor.page.context().newCDPSession(visitor.page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const account = accountsIn(server.output()).find((one) => one.role === role)
  if (!account) throw new Error(`No account for ${role}.`)
  return { ...visitor, ...account }
}

async function signIn({ page, email, password }: Visitor & { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
const inside = (page: Visitor['page']) => page.getByRole('navigation', { name: 'Main' }).waitFor()
async function leave(page: Visitor['page']): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: /^Sign in/ }).waitFor()
}

it('signs in by a passkey once it is added, or by password and passkey, and no more once it is removed', async () => {
  const visitor = await visitorWithDevice('CIO')
  const { page, visit, checkAccessibility, picture } = visitor
  await visit('/account')
  await signIn(visitor)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('My laptop')
  await checkAccessibility()
  await page.getByRole('button', { name: 'Make passkey' }).click()
  await page.getByRole('list', { name: 'Recovery codes' }).waitFor()
  await checkAccessibility()
  await picture('recovery-codes')
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('My laptop', { exact: true }).waitFor()
  await picture('account-security')

  await leave(page)
  await picture('sign-in')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await inside(page)

  await leave(page)
  await signIn(visitor)
  await page.getByRole('heading', { name: 'One more step' }).waitFor()
  await checkAccessibility()
  await picture('second-step')
  await page.getByRole('button', { name: 'Use passkey' }).click()
  await inside(page)
  await visit('/account')
  await page.getByText('by password and passkey').waitFor()
  await page.getByRole('button', { name: 'Remove My laptop' }).click()
  await page.getByText('removed the passkey “My laptop”').waitFor()

  await leave(page)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByRole('alert').waitFor()
  await signIn(visitor)
  await inside(page)
})

it('sets up an app for codes, asks for one at the next sign-in, and makes a key for a program', async () => {
  const visitor = await visitorWithDevice('IT manager')
  const { page, visit, checkAccessibility, picture } = visitor
  await visit('/account')
  await signIn(visitor)
  await page.getByRole('button', { name: 'Set up an app for codes' }).click()
  await page.getByText('Type it instead').click()
  const secret = ((await page.locator('details code').textContent()) ?? '').replaceAll(' ', '')
  await checkAccessibility()
  await picture('app-for-codes')
  const now = new Date()
  await page.getByRole('textbox', { name: 'Code' }).fill(codeAt(secret, now))
  await page.getByRole('button', { name: 'Set up', exact: true }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()

  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Reports')
  await page.getByRole('radiogroup', { name: 'What it may do to people' }).getByText('Read', { exact: true }).click()
  await checkAccessibility()
  await picture('new-key')
  await page.getByRole('button', { name: 'Make key' }).click()
  await page.getByRole('heading', { name: 'Copy the key now' }).waitFor()
  const key = (await page.getByText(/^qd_[\w-]{40}/).textContent()) ?? ''
  const ask = (path: string) => fetch(`${server.url}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })
  expect((await ask('/people?limit=1')).status).toBe(200)
  expect((await ask('/me/security')).status).toBe(403)
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Revoke Reports' }).click()
  await page.getByText('revoked the API key “Reports”').waitFor()
  expect((await ask('/people?limit=1')).status).toBe(401)

  await leave(page)
  await signIn(visitor)
  await page.getByRole('textbox', { name: 'Code' }).fill(codeAt(secret, new Date(now.getTime() + 30_000)))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await inside(page)
})

it('leads whoever’s role needs a second factor to setting one up, and nowhere else', async () => {
  const boss = await visitorWithDevice('Administrator')
  await boss.visit('/')
  await signIn(boss)
  await inside(boss.page)
  const status = await boss.page.evaluate(async () => {
    const headers = { 'x-quarterdeck': 'web', 'content-type': 'application/json' }
    const { groups } = await (await fetch('/api/v1/settings')).json()
    const { id } = groups.find((one: { type: string }) => one.type === 'sign_in_settings')
    const path = `/api/v1/signing-in/${id}`
    const body = JSON.stringify({ secondFactorFor: ['auditor'] })
    const { version } = await (await fetch(path)).json()
    return (await fetch(path, { method: 'PATCH', headers: { ...headers, 'if-match': `"${version}"` }, body })).status
  })
  expect(status).toBe(200)
  const auditor = await visitorWithDevice('Auditor')
  await auditor.visit('/people')
  await signIn(auditor)
  await auditor.page.getByRole('heading', { name: 'Add a second factor' }).waitFor()
  await auditor.checkAccessibility()
  await auditor.picture('second-factor-needed')
  await auditor.page.getByRole('button', { name: 'Add a passkey' }).click()
  await auditor.page.getByRole('button', { name: 'Make passkey' }).click()
  await auditor.page.getByRole('list', { name: 'Recovery codes' }).waitFor()
  await auditor.page.getByRole('button', { name: 'I have kept them' }).click()
  await inside(auditor.page)
})
